package io.lockstep.app.bench;

import io.lockstep.app.host.command.RemoteCommand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A machine that answers each program as it did the first time, from memory.
final class Replayed implements RemoteCommand {
    private final RemoteCommand first;
    private final Map<List<String>, Outcome> answers = new ConcurrentHashMap<>();

    Replayed(RemoteCommand first) {
        this.first = first;
    }

    @Override
    public String place() {
        return "replay";
    }

    @Override
    public Outcome run(List<String> command, Duration deadline) throws InterruptedException {
        var known = answers.get(command);
        if (known != null) {
            return known;
        }
        var answer = first.run(command, deadline);
        answers.put(command, answer);
        return answer;
    }
}
