package io.lockstep.app.containers;

import io.lockstep.app.containers.ContainerDetails.Health;
import io.lockstep.app.containers.ContainerDetails.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Reads a host that tells of no events, such as the rehearsal's processes: it is looked at once a
/// second, and what it does not tell stays empty.
///
/// @param host closed with this reader
public record PolledReader(ContainerHost host) implements HostReader {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int KEPT = 2000;

    @Override
    public EngineAbout engine() {
        var read = host.read();
        return new EngineAbout(
                read.runtime(),
                read.version(),
                "",
                System.getProperty("os.name"),
                List.of("tell what a container uses", "tell how it was defined"));
    }

    @Override
    public List<ContainerDetails> containers() {
        var read = host.read();
        return read.containers().stream().map(one -> details(one, read)).toList();
    }

    private static ContainerDetails details(Container container, HostContainers read) {
        return new ContainerDetails(
                container,
                Labels.ours(container.labels()) ? new Origin.Lockstep() : new Origin.ByHand(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                "",
                read.restart().getOrDefault(container.id(), ""),
                Health.NONE,
                0,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    @Override
    public Optional<ContainerDetails> container(String idOrName) {
        return containers().stream()
                .filter(one ->
                        one.container().id().equals(idOrName)
                                || one.container().name().equals(idOrName))
                .findFirst();
    }

    @Override
    public Optional<Usage> usage(String containerId) {
        return Optional.empty();
    }

    @Override
    public void changes(Runnable opened, Consumer<Change> heard) {
        opened.run();
        var before = states();
        while (pause()) {
            var now = states();
            if (!now.equals(before)) {
                heard.accept(new Change("", "", "change"));
            }
            before = now;
        }
    }

    private Map<String, String> states() {
        return host.read().containers().stream()
                .collect(Collectors.toMap(Container::id, one -> one.name() + one.state()));
    }

    @Override
    public void log(String idOrName, int lines, boolean follows, Consumer<String> heard) {
        var id =
                container(idOrName)
                        .map(one -> one.container().id())
                        .orElseThrow(() -> HostProblems.missing(idOrName));
        var before = host.log(id, KEPT);
        before.subList(Math.max(0, before.size() - lines), before.size()).forEach(heard);
        while (follows && pause()) {
            var now = host.log(id, KEPT);
            now.subList(now.size() - added(before, now), now.size()).forEach(heard);
            before = now;
        }
    }

    /// How many lines at the end are new, where the oldest may have been left out meanwhile.
    private static int added(List<String> before, List<String> now) {
        for (var added = 0; added < now.size(); added++) {
            var known = now.subList(0, now.size() - added);
            var from = before.size() - known.size();
            if (from >= 0 && before.subList(from, before.size()).equals(known)) {
                return added;
            }
        }
        return now.size();
    }

    /// Whether to go on.
    private static boolean pause() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        host.close();
    }
}
