package io.lockstep.app.cli;

import io.lockstep.app.proxy.nginx.EngineFlags;
import io.lockstep.app.proxy.nginx.Front;
import io.lockstep.app.proxy.nginx.Lost;
import io.lockstep.app.proxy.nginx.NginxImport;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says what an nginx.conf does, what of it is not understood, and how the engine does the same.
@Command(
        name = "nginx",
        description = "Say what an nginx.conf does and how the engine does the same.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  lockstep import nginx /etc/nginx/nginx.conf",
            "",
            "Nothing is started or changed. Ends with 0 when the engine can do what was",
            "understood, with 1 when not."
        })
final class ImportNginxCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "the configuration")
    private Path file = Path.of("");

    @Option(names = "--json", description = "as JSON, for programs")
    private boolean json;

    ImportNginxCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// What a program reads.
    record Report(
            Front front, List<Lost> notUnderstood, List<String> misfits, List<String> arguments) {}

    @Override
    public Integer call() {
        var read = NginxImport.of(file);
        var flags = EngineFlags.of(read.front());
        if (json) {
            var report =
                    new Report(
                            read.front(), read.notUnderstood(), flags.misfits(), flags.arguments());
            terminal.say(RecordJson.of(report).toPrettyString());
        } else {
            ImportText.of(read, flags).stream().forEach(terminal::say);
        }
        return flags.misfits().isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
    }
}
