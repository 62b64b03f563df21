package io.lockstep.engine;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.proxy.Listen;
import io.lockstep.engine.replace.TakeOver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Runs an engine until it is told to end.
@Command(
        name = "run",
        description = "Listens and carries requests until SIGTERM or quit.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final Duration TERM_LIMIT = Duration.ofSeconds(30);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--listen",
            required = true,
            paramLabel = "HOST:PORT[=UPSTREAM_PORT][,OPTIONS]",
            description = {
                "Where clients connect; with UPSTREAM_PORT, the port at the upstream.",
                "Options: strip=off, proxy-protocol=on, tls-cert=FILE,tls-key=FILE."
            })
    private List<String> listens = new ArrayList<>();

    @Option(
            names = "--upstream",
            paramLabel = "VERSION=URL",
            description = "An MLNode, reached under /VERSION/.")
    private List<String> upstreams = new ArrayList<>();

    @Option(
            names = "--default",
            paramLabel = "VERSION|URL",
            description = "Takes every other request.")
    private Optional<String> otherwise = Optional.empty();

    @Option(names = "--event-loops", paramLabel = "N", description = "Threads; one a processor.")
    private Optional<Integer> eventLoops = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description = "Keeps routes and cutover; what is kept wins over flags.")
    private Optional<Path> state = Optional.empty();

    @Option(names = "--control", paramLabel = "SOCKET", description = "The control socket.")
    private Optional<Path> control = Optional.empty();

    @Option(
            names = "--replace",
            paramLabel = "SOCKET",
            description = "Takes over from the engine with this control socket, if one runs there.")
    private Optional<Path> replace = Optional.empty();

    @Option(
            names = "--check",
            description = "Says whether an engine would start so, and starts none.")
    private boolean check;

    @Mixin private LimitOptions limits = new LimitOptions();

    @Mixin private EdgeOptions edges = new EdgeOptions();

    @Mixin private ObserveOptions observe = new ObserveOptions();

    @Override
    public Integer call() {
        if (eventLoops.filter(loops -> loops < 1 || loops > 1024).isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--event-loops must be between 1 and 1024");
        }
        if (check) {
            return check();
        }
        control = control.or(() -> replace);
        var engine =
                replace.filter(TakeOver::possible).isPresent()
                        ? replacing(replace.get())
                        : starting();
        var term = new Thread(() -> terminate(engine), "terminate");
        Runtime.getRuntime().addShutdownHook(term);
        spec.commandLine().getOut().println(engine.sentence());
        spec.commandLine().getOut().flush();
        engine.awaitEnd();
        leave(term);
        return 0;
    }

    /// Where the engine ends because the process does, the hook is what ends both.
    private static void leave(Thread term) {
        try {
            Runtime.getRuntime().removeShutdownHook(term);
        } catch (IllegalStateException e) {
            join(term);
        }
    }

    private static void join(Thread term) {
        try {
            term.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int check() {
        var problems = new Checkup(listens, upstreams, otherwise, state, control).problems();
        problems.forEach(problem -> spec.commandLine().getErr().println(problem.sentence()));
        if (problems.isEmpty()) {
            spec.commandLine().getOut().println("An engine would start with these flags.");
            return 0;
        }
        return EngineMain.code(problems.getFirst());
    }

    private Engine starting() {
        var sought = Listens.of(listens);
        var keeping = keeping();
        try {
            return Engine.start(setup(sought, keeping), keeping);
        } catch (RuntimeException e) {
            keeping.close();
            throw e;
        }
    }

    private Engine replacing(Path running) {
        TakeOver.unavailable()
                .ifPresent(problem -> {
                    throw new ProblemException(problem);
                });
        var sought = Listens.of(listens);
        var takeOver = new TakeOver(running);
        try {
            var adopted = takeOver.sockets(sought);
            var keeping = handed(takeOver);
            return Engine.replace(setup(sought, keeping), adopted, keeping, takeOver);
        } catch (RuntimeException e) {
            takeOver.close();
            throw e;
        }
    }

    /// Whoever kept what it was told must not begin to forget it.
    private Keeping handed(TakeOver takeOver) {
        if (state.isEmpty() && takeOver.keeps()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--state must be given, since the running engine keeps its state");
        }
        var text = takeOver.state();
        return state.<Keeping>map(folder -> KeepsState.handed(folder, text))
                .orElseGet(() -> KeepsNothing.handed(text));
    }

    private Engine.Setup setup(List<Listen> sought, Keeping keeping) {
        var table = FirstTable.of(upstreams, otherwise, keeping.table());
        return new Engine.Setup(
                sought,
                table,
                eventLoops,
                control,
                limits.limits(),
                edges.edges(),
                observe.log(),
                observe.metrics());
    }

    private Keeping keeping() {
        Keeping keeping = state.<Keeping>map(KeepsState::in).orElseGet(KeepsNothing::new);
        keeping.problem()
                .ifPresent(problem -> spec.commandLine().getErr().println(problem.sentence()));
        return keeping;
    }

    /// A shutdown hook cannot choose the exit code; ending in order is success.
    private static void terminate(Engine engine) {
        engine.end(TERM_LIMIT);
        Runtime.getRuntime().halt(0);
    }
}
