package io.lockstep.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lockstep.chain.problem.ProblemException;
import java.io.PrintWriter;
import java.security.Security;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// The engine as a program: `run`, and for its control channel `relay`, `status` and `quit`.
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
            RelayCommand.class,
            StatusCommand.class,
            QuitCommand.class,
            AnchorCommand.class
        })
public final class EngineMain {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int MISSING = 69;

    private EngineMain() {}

    static void main(String[] args) {
        // A container that was made again has another address at once.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        System.exit(run(new PrintWriter(System.err, true, UTF_8), args));
    }

    /// @param err takes the one sentence of a failure
    static int run(PrintWriter err, String... args) {
        return new CommandLine(new EngineMain())
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

    private static int failed(Exception failure, PrintWriter err) {
        if (failure instanceof ProblemException problem) {
            err.println(problem.problem().sentence());
            return problem.problem().code().startsWith("engine.bad") ? USAGE : MISSING;
        }
        System.getLogger(EngineMain.class.getName())
                .log(System.Logger.Level.ERROR, "the engine failed", failure);
        err.println(
                "Something unforeseen happened: %s. Routes and cutover are kept as saved last. Start the engine again and report the lines above."
                        .formatted(failure));
        return FAILED;
    }
}
