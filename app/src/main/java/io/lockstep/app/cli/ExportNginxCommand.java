package io.lockstep.app.cli;

import io.lockstep.app.proxy.nginx.FrontPlan;
import io.lockstep.app.proxy.nginx.NginxFile;
import io.lockstep.app.session.Parts;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.proxy.Listen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Prints the nginx.conf that routes as the engine does.
@Command(
        name = "nginx",
        description = "Print the nginx.conf that routes as the engine does.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  lockstep export nginx --upstream v0.1.0=http://mlnode-010:8000 --default v0.1.0",
            "  lockstep export nginx --from-engine ./control.sock --two-port"
        })
final class ExportNginxCommand implements Callable<Integer> {
    private static final List<String> PROPOSED = List.of("0.0.0.0:80");

    private final Parts parts;
    private final Terminal terminal;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--from-engine",
            paramLabel = "SOCKET",
            description = "the routes of the engine behind this control socket")
    private Optional<Path> engine = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT[=UPSTREAM_PORT]",
            description = "as engine run takes it; 0.0.0.0:80 if not given")
    private List<String> listens = new ArrayList<>();

    @Option(names = "--two-port", description = "8080 and 5000, each to its like")
    private boolean twoPort;

    @Option(names = "--upstream", paramLabel = "VERSION=URL", description = "an MLNode")
    private List<String> upstreams = new ArrayList<>();

    @Option(
            names = "--default",
            paramLabel = "VERSION|URL",
            description = "takes every other request")
    private Optional<String> otherwise = Optional.empty();

    ExportNginxCommand(Parts parts, Terminal terminal) {
        this.parts = parts;
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        require(!twoPort || listens.isEmpty(), "--two-port says what --listen would");
        var given = !upstreams.isEmpty() || otherwise.isPresent();
        require(engine.isEmpty() || !given, "--from-engine has routes of its own");
        require(engine.isPresent() || given, "Give --from-engine, --upstream or --default");
        var plan =
                engine.map(this::running)
                        .orElseGet(() -> FrontPlan.of(listens(PROPOSED), upstreams, otherwise));
        terminal.out().print(NginxFile.of(plan.front()));
        terminal.out().flush();
        return ExitCode.FINE;
    }

    private FrontPlan running(Path socket) {
        EngineStatus status;
        try (var client = parts.engines().apply(parts.sockets().apply(socket))) {
            status = client.status();
        }
        return FrontPlan.of(listens(status.listeners()), status);
    }

    private List<Listen> listens(List<String> otherwise) {
        if (twoPort) {
            return FrontPlan.TWO_PORTS;
        }
        try {
            return (listens.isEmpty() ? otherwise : listens).stream().map(Listen::parse).toList();
        } catch (ProblemException e) {
            throw new ParameterException(spec.commandLine(), e.problem().what(), e);
        }
    }

    private void require(boolean fine, String sentence) {
        if (!fine) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }
}
