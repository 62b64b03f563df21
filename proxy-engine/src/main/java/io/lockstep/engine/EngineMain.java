package io.lockstep.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.PrintWriter;
import java.security.Security;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// The engine as a program: `run`, and commands that speak to a running one.
@Command(
        name = "lockstep engine",
        description = "Carries requests to the MLNodes and switches versions.",
        footer = {
            "",
            "Example:",
            "  lockstep engine run --listen 0.0.0.0:8080 --default v3.0.8 \\",
            "      --upstream v3.0.8=http://127.0.0.1:8081 --state ./engine"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            RoutesCommand.class,
            ChangeCommand.class,
            HistoryCommand.class,
            RollbackCommand.class,
            DrainCommand.class,
            StatusCommand.class,
            RelayCommand.class,
            TopCommand.class,
            MetricsCommand.class,
            AccessLogCommand.class,
            QuitCommand.class,
            AnchorCommand.class
        })
public final class EngineMain {
    private static final Set<String> REFUSED =
            Set.of(
                    "engine.changeRefused",
                    "engine.upstreamUnhealthy",
                    "engine.otherGeneration",
                    "engine.noGeneration",
                    "engine.passingGeneration",
                    "engine.stillRouted",
                    "engine.noVersion",
                    "engine.drainLimit",
                    "engine.inUse");
    private static final String LEAKS = "io.netty.leakDetection.level";
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int MISSING = 69;

    private EngineMain() {}

    static void main(String[] args) {
        // A container that was made again has another address at once.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        // A client that renegotiates makes the server pay; TLS 1.3 has no such thing.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        // A stack trace for each 128th buffer costs 3 % of all; tests look for leaks in each.
        if (System.getProperty(LEAKS) == null) {
            System.setProperty(LEAKS, "disabled");
        }
        System.exit(run(new PrintWriter(System.err, true, UTF_8), args));
    }

    /// @param err takes the one sentence of a failure
    static int run(PrintWriter err, String... args) {
        return run(new PrintWriter(System.out, true, UTF_8), err, args);
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new EngineMain())
                .setOut(out)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(err)
                .setParameterExceptionHandler(EngineMain::misused)
                .setExecutionExceptionHandler(
                        (failure, command, _) -> failed(failure, command.getErr()))
                .execute(args.length == 0 ? new String[] {"--help"} : args);
    }

    private static int misused(ParameterException misuse, String[] args) {
        misuse.getCommandLine().getErr().println(Misuse.sentence(misuse));
        return USAGE;
    }

    /// What the exit code says of a problem.
    static int code(Problem problem) {
        if (problem.code().startsWith("engine.bad")) {
            return USAGE;
        }
        return REFUSED.contains(problem.code()) ? FAILED : MISSING;
    }

    private static int failed(Exception failure, PrintWriter err) {
        if (failure instanceof ProblemException problem) {
            err.println(problem.problem().sentence());
            return code(problem.problem());
        }
        System.getLogger(EngineMain.class.getName())
                .log(System.Logger.Level.ERROR, "the engine failed", failure);
        err.println(
                "Something unforeseen happened: %s. Routes and cutover are kept as saved last. Start the engine again and report the lines above."
                        .formatted(failure));
        return FAILED;
    }
}
