package io.lockstep.app.gpu;

import io.lockstep.app.gpu.Gpu.NvLink;
import io.lockstep.app.host.command.RemoteCommand;
import io.lockstep.app.host.command.RemoteCommand.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the document lacks and changes slowly: NVLinks and Xid errors. Asked for once a minute.
final class SlowFacts {
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final List<List<String>> KERNEL_LOGS =
            List.of(
                    List.of("dmesg"),
                    List.of("journalctl", "-k", "-b", "-o", "short-monotonic", "--no-pager"));

    private final Duration deadline;
    private final Clock clock;
    private Optional<Known> known = Optional.empty();

    private record Known(
            String place, Instant at, Map<String, List<NvLink>> links, Optional<List<Xid>> xids) {}

    SlowFacts(Duration deadline, Clock clock) {
        this.deadline = deadline;
        this.clock = clock;
    }

    HostGpus added(HostGpus gpus, RemoteCommand place) throws InterruptedException {
        var now = clock.instant();
        var fresh =
                known.filter(facts -> facts.place().equals(place.place()))
                        .filter(facts -> now.isBefore(facts.at().plus(PERIOD)));
        var facts = fresh.isPresent() ? fresh.get() : ask(gpus, place, now);
        known = Optional.of(facts);
        var linked =
                gpus.gpus().stream()
                        .map(gpu ->
                                gpu.card()
                                        ? gpu.uuid()
                                                .map(facts.links()::get)
                                                .map(gpu::withNvLinks)
                                                .orElse(gpu)
                                        : gpu)
                        .toList();
        return gpus.withGpus(linked).withXids(facts.xids());
    }

    private Known ask(HostGpus gpus, RemoteCommand place, Instant now) throws InterruptedException {
        Map<String, List<NvLink>> links =
                gpus.cards().size() < 2
                        ? Map.of()
                        : printed(place, List.of("nvidia-smi", "nvlink", "--status"))
                                .map(NvLinks::parse)
                                .orElse(Map.of());
        return new Known(place.place(), now, links, xids(place));
    }

    /// Empty where neither log may be read.
    private Optional<List<Xid>> xids(RemoteCommand place) throws InterruptedException {
        for (var log : KERNEL_LOGS) {
            var printed = printed(place, log);
            if (printed.isPresent()) {
                return printed.map(XidLog::parse);
            }
        }
        return Optional.empty();
    }

    private Optional<String> printed(RemoteCommand place, List<String> command)
            throws InterruptedException {
        return place.run(command, deadline) instanceof Outcome.Ended(int exit, var text)
                        && exit == 0
                ? Optional.of(text)
                : Optional.empty();
    }
}
