package io.lockstep.app.cli;

import io.lockstep.app.containers.ContainerDetails;
import io.lockstep.app.containers.ContainerDetails.Health;
import io.lockstep.app.containers.watch.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Containers in words: two lines for each, and one more for what needs a look.
final class ContainerText {
    private static final double GIB = 1L << 30;
    private static final double MIB = 1L << 20;

    private ContainerText() {}

    static List<String> of(List<Sighting> sightings) {
        List<String> lines = new ArrayList<>();
        for (var sighting : sightings) {
            var details = sighting.details();
            lines.add(first(details));
            lines.add("    " + second(sighting));
            odd(details).forEach(line -> lines.add("    " + line));
        }
        return lines;
    }

    private static String first(ContainerDetails details) {
        var container = details.container();
        return "  %s  %s  %s  %s"
                .formatted(
                        container.name(),
                        container.version().orElse("no version"),
                        container.status(),
                        container.image());
    }

    private static String second(Sighting sighting) {
        var details = sighting.details();
        List<String> words = new ArrayList<>();
        words.add(HostsJson.origin(details.origin()));
        details.gpus().ifPresent(gpus -> words.add(gpus(gpus.count(), gpus.ids())));
        words.add("restart " + details.restart());
        if (details.health().state() != Health.State.NONE) {
            words.add(details.health().state().name().toLowerCase(Locale.ROOT));
        }
        sighting.rates()
                .cores()
                .ifPresent(cores -> words.add(String.format(Locale.ROOT, "%.2f cores", cores)));
        sighting.usage().ifPresent(usage -> words.add(bytes((double) usage.memoryBytes())));
        sighting.rates().received().ifPresent(received -> words.add(bytes(received) + "/s in"));
        sighting.rates().sent().ifPresent(sent -> words.add(bytes(sent) + "/s out"));
        return String.join(", ", words);
    }

    private static String gpus(int count, List<String> ids) {
        return ids.isEmpty() ? (count < 0 ? "all" : count) + " GPUs" : "GPUs " + ids;
    }

    private static List<String> odd(ContainerDetails details) {
        List<String> odd = new ArrayList<>();
        details.named()
                .ifPresent(named ->
                        odd.add(
                                "its service is named for %s, its image is %s"
                                        .formatted(
                                                named,
                                                details.container()
                                                        .version()
                                                        .orElse("another one"))));
        if (details.restarts() > 0) {
            odd.add("restarted by itself %d times".formatted(details.restarts()));
        }
        details.ended()
                .filter(end -> end.exitCode() != 0 || end.outOfMemory())
                .ifPresent(end ->
                        odd.add(
                                "last run ended with %d at %s%s"
                                        .formatted(
                                                end.exitCode(),
                                                end.at(),
                                                end.outOfMemory() ? ", killed for memory" : "")));
        return odd;
    }

    private static String bytes(double count) {
        return count >= GIB
                ? String.format(Locale.ROOT, "%.1f GiB", count / GIB)
                : String.format(Locale.ROOT, "%.1f MiB", count / MIB);
    }
}
