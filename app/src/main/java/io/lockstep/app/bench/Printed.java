package io.lockstep.app.bench;

import io.lockstep.app.host.command.RemoteCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A machine whose GPUs are a file: whoever is asked for the document is `cat`, a real process.
///
/// @param machine runs everything else
record Printed(RemoteCommand machine, Path document) implements RemoteCommand {
    @Override
    public String place() {
        return machine.place();
    }

    @Override
    public Outcome run(List<String> command, Duration deadline) throws InterruptedException {
        return command.getLast().equals("-x")
                ? machine.run(List.of("cat", document.toString()), deadline)
                : machine.run(command, deadline);
    }
}
