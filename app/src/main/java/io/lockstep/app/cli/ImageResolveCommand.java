package io.lockstep.app.cli;

import io.lockstep.app.session.Parts;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says what a version or a tag leads to today; changes nothing.
@Command(
        name = "resolve",
        description = "Say which image a version leads to: digest, size, signature.",
        footer = {
            "",
            "Examples:",
            "  lockstep image resolve v3.0.9",
            "  lockstep image resolve v3.0.9 --variant -blackwell --json"
        })
final class ImageResolveCommand implements Callable<Integer> {
    private final Parts parts;
    private final Terminal terminal;

    @Mixin private final ImageFlags flags = new ImageFlags();

    ImageResolveCommand(Parts parts, Terminal terminal) {
        this.parts = parts;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = flags.settings();
        var choice = flags.choice(parts, settings);
        var registry = ImageFlags.registry(parts, settings);
        var image = registry.resolve(choice.reference(), terminal::complain);
        var report = ImageReport.of(image, choice.reason());
        if (flags.json) {
            terminal.say(RecordJson.of(report).toPrettyString());
        } else {
            report.lines().forEach(terminal::say);
        }
        return ExitCode.FINE;
    }
}
