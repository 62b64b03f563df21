package io.lockstep.app.proxy.raw;

import java.util.List;

/// What one proxy made of a case.
///
/// @param seen whole requests at the upstream
record Outcome(RawClient.Got got, List<Message> seen) {

    List<String> essences() {
        return seen.stream().map(Message::essence).toList();
    }

    /// Statuses of final answers.
    List<Integer> finals() {
        return got.statuses().stream().filter(status -> status >= 200).toList();
    }

    boolean refused() {
        return finals().stream().anyMatch(status -> status >= 400);
    }

    @Override
    public String toString() {
        return "saw %s, answered %s, %s"
                .formatted(essences(), got.statuses(), got.ended() ? "ended" : "open");
    }
}
