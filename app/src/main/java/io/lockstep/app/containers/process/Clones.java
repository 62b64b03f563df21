package io.lockstep.app.containers.process;

import io.lockstep.app.containers.ContainerHost.CloneChange;
import io.lockstep.app.containers.ContainerSpec;
import io.lockstep.app.containers.Labels;
import java.util.Map;
import java.util.TreeMap;

/// Makes a clone's specification of the original's.
final class Clones {
    private Clones() {}

    static ContainerSpec spec(StoredContainer original, CloneChange change) {
        var spec = original.spec();
        var environment = new TreeMap<>(spec.environment());
        environment.putAll(change.environment());
        var labels = new TreeMap<>(spec.labels());
        labels.keySet()
                .removeIf(key ->
                        key.startsWith("com.docker.compose.") || key.startsWith(Labels.PREFIX));
        labels.putAll(change.labels());
        return new ContainerSpec(
                change.name(),
                change.image(),
                spec.command(),
                environment,
                labels,
                spec.network(),
                change.aliases(),
                Map.of(),
                spec.volumes(),
                spec.temporary(),
                spec.readOnlyRoot(),
                "no");
    }
}
