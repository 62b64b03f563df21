package io.lockstep.app.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which processors run what: proxies share the last one in turn, load and upstream the rest.
record Pins(Optional<Path> taskset, int processors) {

    boolean pinned() {
        return taskset.isPresent() && processors > 1;
    }

    List<String> proxy(List<String> command) {
        return on(Integer.toString(processors - 1), command);
    }

    List<String> load(List<String> command) {
        return on("0-" + (processors - 2), command);
    }

    private List<String> on(String list, List<String> command) {
        if (!pinned()) {
            return command;
        }
        List<String> pinned =
                new ArrayList<>(List.of(taskset.orElseThrow().toString(), "-c", list));
        pinned.addAll(command);
        return List.copyOf(pinned);
    }
}
