package io.lockstep.engine;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.DrainView;
import io.lockstep.engine.change.Words;
import io.lockstep.engine.control.EngineControl;
import io.lockstep.engine.control.EngineJson;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Waits until a version that gets no new requests has answered the ones it has.
@Command(
        name = "drain",
        description = {
            "Waits until a version has answered all it was sent.",
            "Streams and tunnels count, too. It must get no new requests:",
            "send its routes elsewhere first, with lockstep engine change."
        },
        mixinStandardHelpOptions = true)
final class DrainCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration CUT_LIMIT = Duration.ofSeconds(5);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private RunningEngine running = new RunningEngine();

    @Parameters(paramLabel = "VERSION", description = "The version to drain.")
    private String version = "";

    @Option(
            names = "--within",
            paramLabel = "DURATION",
            converter = ShortDuration.class,
            description = "The limit; 10m when nothing is said.")
    private Duration within = Duration.ofMinutes(10);

    @Option(names = "--cut", description = "Breaks off what is left at the limit.")
    private boolean cut;

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    private long told;

    @Override
    public Integer call() throws InterruptedException {
        try (var engine = running.open()) {
            var left = await(engine, within);
            if (left.inFlight() > 0 && cut) {
                say(
                        "%s at the limit; what is left is cut off."
                                .formatted(counted(engine.cut(version))));
                left = await(engine, CUT_LIMIT);
            }
            if (left.inFlight() > 0) {
                throw new ProblemException(atLimit(left));
            }
            if (json) {
                spec.commandLine().getOut().println(EngineJson.of(left));
            }
            say("%s is drained.".formatted(version));
            return 0;
        }
    }

    /// Tells each new count.
    private DrainView await(EngineControl engine, Duration limit) throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        while (true) {
            var left = engine.drain(version);
            if (left.inFlight() > 0 && left.inFlight() != told) {
                told = left.inFlight();
                say(counted(left) + ".");
            }
            if (left.inFlight() == 0 || System.nanoTime() - end >= 0) {
                return left;
            }
            Thread.sleep(PAUSE);
        }
    }

    private void say(String line) {
        if (!json) {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        }
    }

    private Problem atLimit(DrainView left) {
        return new Problem(
                "engine.drainLimit",
                "%s after %s.".formatted(counted(left), Words.of(within)),
                cut ? "It was cut off and has not ended yet." : "Nothing was cut off.",
                cut
                        ? "Look again in a moment."
                        : "Drain again, or add --cut to break off what is left.");
    }

    private static String counted(DrainView left) {
        return "%s has %d request%s in flight"
                .formatted(left.version(), left.inFlight(), left.inFlight() == 1 ? "" : "s");
    }
}
