package io.lockstep.app.ui.containers;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.watch.HostSight;
import io.lockstep.app.containers.watch.Sighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A line in the list of hosts: a host, or one of its containers below it.
sealed interface FleetItem {

    HostSight host();

    record Machine(HostSight host) implements FleetItem {}

    record One(HostSight host, Sighting sighting) implements FleetItem {
        Container container() {
            return sighting.details().container();
        }
    }

    /// Every host with its containers, those that matter most first.
    static List<FleetItem> of(List<HostSight> fleet) {
        List<FleetItem> items = new ArrayList<>();
        for (var host : fleet) {
            items.add(new Machine(host));
            host.containers().stream()
                    .map(sighting -> new One(host, sighting))
                    .sorted(
                            Comparator.comparing((One one) -> one.container().role())
                                    .thenComparing(one -> one.container().name()))
                    .forEach(items::add);
        }
        return List.copyOf(items);
    }

    /// The same thing as this one among others: by its id, else by its name, which a container that
    /// was made anew keeps.
    default Optional<FleetItem> among(List<FleetItem> items) {
        return items.stream()
                .filter(this::same)
                .findFirst()
                .or(() -> items.stream().filter(this::named).findFirst());
    }

    private boolean same(FleetItem other) {
        return onOneHost(other)
                && switch (this) {
                    case Machine _ -> other instanceof Machine;
                    case One one ->
                            other instanceof One two
                                    && one.container().id().equals(two.container().id());
                };
    }

    private boolean named(FleetItem other) {
        return onOneHost(other)
                && this instanceof One one
                && other instanceof One two
                && one.container().name().equals(two.container().name());
    }

    private boolean onOneHost(FleetItem other) {
        return host().host().equals(other.host().host());
    }
}
