package io.lockstep.app.gpu;

import io.lockstep.app.containers.Container;
import io.lockstep.app.host.command.RemoteCommand;
import io.lockstep.app.host.command.RemoteCommand.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Remembers in which container each process is.
///
/// A process stays in its container, so each is looked up once: in its control group, where the
/// engine wrote the container's id (version 1 and 2 alike), else in what `docker top` lists.
final class ContainersOfProcesses {
    private static final Pattern HEAD = Pattern.compile("==> /proc/([0-9]{1,10})/cgroup <==");
    private static final Pattern ID = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    private final Duration deadline;
    private final Function<String, Optional<List<Long>>> processes;
    private final Map<Long, Optional<String>> known = new HashMap<>();

    /// @param processes of a container; empty when nobody can tell
    ContainersOfProcesses(Duration deadline, Function<String, Optional<List<Long>>> processes) {
        this.deadline = deadline;
        this.processes = processes;
    }

    /// The id of its container, if it is in one.
    Optional<String> of(long pid) {
        return known.getOrDefault(pid, Optional.empty());
    }

    /// Looks up those not known yet and forgets those that are not named.
    void learn(List<Long> pids, RemoteCommand place, List<Container> candidates)
            throws InterruptedException {
        known.keySet().retainAll(pids);
        var asked = pids.stream().filter(pid -> !known.containsKey(pid)).toList();
        if (asked.isEmpty()) {
            return;
        }
        var groups = groups(asked, place);
        known.putAll(groups);
        if (groups.size() < asked.size() || groups.values().stream().anyMatch(Optional::isEmpty)) {
            candidates.stream().filter(Container::running).forEach(c -> top(c, asked));
        }
    }

    private void top(Container container, List<Long> asked) {
        for (var pid : processes.apply(container.id()).orElse(List.of())) {
            if (asked.contains(pid) && of(pid).isEmpty()) {
                known.put(pid, Optional.of(container.id()));
            }
        }
    }

    private Map<Long, Optional<String>> groups(List<Long> pids, RemoteCommand place)
            throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("head", "-v", "-n", "40"));
        pids.forEach(pid -> command.add("/proc/" + pid + "/cgroup"));
        return place.run(command, deadline) instanceof Outcome.Ended(_, var printed)
                ? parse(printed)
                : Map.of();
    }

    /// The innermost id counts: engines nest.
    static Map<Long, Optional<String>> parse(String printed) {
        Map<Long, Optional<String>> groups = new HashMap<>();
        var pid = -1L;
        for (var line : printed.lines().toList()) {
            var head = HEAD.matcher(line);
            if (head.matches()) {
                pid = Long.parseLong(head.group(1));
                groups.put(pid, Optional.empty());
            } else if (pid >= 0) {
                var last = ID.matcher(line).results().reduce((_, later) -> later);
                if (last.isPresent()) {
                    groups.put(pid, last.map(id -> id.group()));
                }
            }
        }
        return groups;
    }
}
