package io.lockstep.app.cli;

import io.lockstep.app.containers.docker.DockerReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// Starts the command line in this process's terminal.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var program =
                new CommandLineProgram(Wiring.parts(), Wiring.window(), out, err)
                        .with(
                                new RehearseCommand(
                                        Wiring::rehearsal,
                                        DisplayedRehearsal::where,
                                        new Terminal(out, err)))
                        .with(
                                new BenchCommand(),
                                new BenchProxyCommand(Wiring.java(), new Terminal(out, err)),
                                new BenchTelemetryCommand(new Terminal(out, err)));
        var terminal = new Terminal(out, err);
        program.with(new HostsCommand(DockerReader::open, terminal))
                .with(new ContainersCommand(DockerReader::open, terminal))
                .with(new LogsCommand(DockerReader::open, terminal));
        var asking = TerminalAsking.ofThisProcess(terminal);
        program.with(
                new NodesCommand(Wiring.parts(), terminal),
                new NodesEnableCommand(terminal, asking),
                new NodesDisableCommand(terminal, asking),
                new NodesMoveCommand(terminal, asking));
        FrontCommands.on(program, Wiring.parts(), terminal);
        ActingCommands.on(program, Wiring.parts(), terminal, asking);
        System.exit(program.run(arguments));
    }
}
