package io.lockstep.app.fakes;

import io.lockstep.app.cli.CommandLineProgram;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.session.Parts;
import io.lockstep.app.upgrade.act.FrontSpec;
import io.lockstep.engine.control.ControlTransport;
import io.lockstep.engine.control.EngineControl;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/// The command line in this process, with what it wrote.
public final class Program {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path home;
    private final Function<Optional<String>, ContainerHost> hosts;
    private final Function<ControlTransport, EngineControl> engines;

    public Program(
            Path home,
            Function<Optional<String>, ContainerHost> hosts,
            Function<ControlTransport, EngineControl> engines) {
        this.home = home;
        this.hosts = hosts;
        this.engines = engines;
    }

    public int run(String... arguments) {
        var parts =
                new Parts(
                        hosts,
                        _ ->
                                () -> {
                                    throw new IOException("no socket in a test");
                                },
                        engines,
                        _ -> FrontSpec.of("lockstep-engine", "engine:1"));
        var program =
                new CommandLineProgram(
                        parts, _ -> {}, new PrintWriter(out, true), new PrintWriter(err, true));
        return program.run(arguments);
    }

    /// Arguments with the folder of this test appended.
    public int runAtHome(String... arguments) {
        var all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--home";
        all[arguments.length + 1] = home.toString();
        return run(all);
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }
}
