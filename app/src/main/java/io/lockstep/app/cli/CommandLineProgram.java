package io.lockstep.app.cli;

import io.lockstep.app.session.Parts;
import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.Misuse;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The command line over given parts and a given terminal: one sentence for whatever goes wrong, an
/// exit code for programs.
public final class CommandLineProgram {
    private final Terminal terminal;
    private final CommandLine commands;

    public CommandLineProgram(Parts parts, Window window, PrintWriter out, PrintWriter err) {
        terminal = new Terminal(out, err);
        commands =
                new CommandLine(new Lockstep())
                        .addSubcommand(new StatusCommand(parts, terminal))
                        .addSubcommand(new ConsoleCommand(parts, window))
                        .addSubcommand(new UpgradeCommand(parts, terminal))
                        .addSubcommand(new JournalCommand(terminal))
                        .addSubcommand(
                                new CommandLine(new ImportCommand())
                                        .addSubcommand(new ImportNginxCommand(terminal)))
                        .addSubcommand(
                                new CommandLine(new ExportCommand())
                                        .addSubcommand(new ExportNginxCommand(parts, terminal))
                                        .addSubcommand(new ExportComposeCommand(parts, terminal))
                                        .addSubcommand(new ExportKubernetesCommand(terminal))
                                        .addSubcommand(new ExportGatewayCommand(terminal)))
                        .addSubcommand(new EngineReplaceCommand(parts, terminal))
                        .addSubcommand(new GpuCommand(parts, terminal))
                        .addSubcommand(new HostCommand(parts, terminal))
                        .addSubcommand(new VersionCommand(terminal));
        dressed(commands);
        commands.getSubcommands().values().forEach(this::dressed);
        add(
                new ImageCommand(),
                new ImageResolveCommand(parts, terminal),
                new ImagePullCommand(parts, terminal),
                new ImageLoadCommand(parts, terminal));
        add(new CleanupCommand(parts, terminal));
        add(new CandidateCommand(), new CandidateDiffCommand(parts, terminal));
    }

    /// Adds a command, and commands below it; their classes say their names.
    public CommandLineProgram with(Object command, Object... below) {
        add(command, below);
        return this;
    }

    private void add(Object command, Object... below) {
        var added = new CommandLine(command);
        for (var one : below) {
            added.addSubcommand(one);
        }
        added.getSubcommands().values().forEach(this::dressed);
        dressed(added);
        commands.addSubcommand(added);
    }

    /// Without arguments the help page.
    public int run(String... arguments) {
        return commands.execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
    }

    /// With help, this terminal and our way of telling mistakes.
    private void dressed(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true).version(VersionCommand.text());
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setOut(terminal.out());
        command.setErr(terminal.err());
        command.setParameterExceptionHandler(this::misused);
        command.setExecutionExceptionHandler(this::failed);
    }

    private int misused(ParameterException misuse, String[] arguments) {
        terminal.complain(Printable.line(Misuse.sentence(misuse)));
        return ExitCode.USAGE;
    }

    private int failed(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof ProblemException known) {
            terminal.complain(Printable.line(known.problem().sentence()));
            return ExitCode.of(known.problem());
        }
        System.getLogger(CommandLineProgram.class.getName())
                .log(System.Logger.Level.ERROR, "the command failed", e);
        terminal.complain(
                "Something unforeseen happened: %s. The engine keeps what is routed and armed."
                                .formatted(e)
                        + " Try again, and report the lines above.");
        return ExitCode.FAILED;
    }

    /// The program itself does nothing without a command.
    @Command(
            name = "lockstep",
            description = "Upgrades MLNodes of a Gonka network with no gap in service.",
            footer = {
                "",
                "Examples:",
                "  lockstep status --rpc http://127.0.0.1:26657",
                "  lockstep console",
                "  lockstep upgrade --automatic",
                "",
                "From a clone also:",
                "  lockstep rehearse       practise a whole upgrade here, in two minutes",
                "  lockstep engine --help  the proxy engine, a program of its own",
                "  lockstep verify         run every test"
            })
    private static final class Lockstep {}
}
