package io.lockstep.app.cli;

import io.lockstep.app.acting.ChainDesk;
import io.lockstep.app.acting.Preview;
import java.util.List;

/// Has an unsigned transaction written and says how a cold machine goes on, with either program.
final class UnsignedReport {
    private final Terminal terminal;

    UnsignedReport(Terminal terminal) {
        this.terminal = terminal;
    }

    /// What a program reads.
    record Report(String file, List<String> messages, List<String> commands) {}

    int write(ChainDesk desk, Preview preview, Acting acting) {
        var written = desk.unsigned(preview, acting.generateOnly.orElseThrow());
        var file = written.file().toString();
        var commands = written.commands();
        if (acting.json) {
            var report = new Report(file, preview.words(), commands);
            terminal.say(RecordJson.of(report).toPrettyString());
            return ExitCode.FINE;
        }
        preview.words().forEach(terminal::say);
        terminal.say("Written to %s; nothing was signed and nothing was sent.".formatted(file));
        terminal.say("On the machine with the key, one of:");
        commands.subList(0, 2).forEach(line -> terminal.say("  " + line));
        terminal.say("Then, with a network, one of:");
        commands.subList(2, 4).forEach(line -> terminal.say("  " + line));
        return ExitCode.FINE;
    }
}
