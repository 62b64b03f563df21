package io.lockstep.app.rehearsal.dapi;

import io.lockstep.app.rehearsal.Asker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What a real API node asked its MLNode: method and path, in order.
record RecordedRequests(List<String> requests) {
    static RecordedRequests of(String generation) throws IOException {
        var path = "/recordings/dapi/" + generation + "-requests.jsonl";
        List<String> requests = new ArrayList<>();
        try (var in = RecordedRequests.class.getResourceAsStream(path)) {
            var text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (var line : text.lines().toList()) {
                var request = Asker.parse(line);
                requests.add(request.at("/method").asText() + " " + request.at("/path").asText());
            }
        }
        return new RecordedRequests(requests);
    }

    static List<String> of(List<Asked> asked) {
        return asked.stream().map(one -> one.method() + " " + one.path()).toList();
    }

    /// Up to the end of the first one that is so for the given time.
    List<String> through(String request, int times) {
        var left = times;
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i).endsWith(request) && --left == 0) {
                return requests.subList(0, i + 1);
            }
        }
        throw new AssertionError("not recorded: " + request);
    }
}
