package io.lockstep.app.containers.process;

import io.lockstep.app.containers.ContainerSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A container of the process runtime: its definition and, once started, its process.
///
/// @param bind its own loopback address
/// @param life the process started last
/// @param restart the policy asked for last
record StoredContainer(
        String id,
        ContainerSpec spec,
        Map<String, String> labels,
        String imageId,
        List<String> networks,
        String bind,
        long createdAtMillis,
        Life life,
        String restart) {

    /// A process. Another one that got the same number began at another time.
    ///
    /// @param pid 0 before the first start
    record Life(long pid, long startedAtMillis) {
        static final Life NONE = new Life(0, 0);
    }

    StoredContainer started(Life now) {
        return new StoredContainer(
                id, spec, labels, imageId, networks, bind, createdAtMillis, now, restart);
    }

    StoredContainer connected(String network) {
        var all = new TreeSet<>(networks);
        all.add(network);
        return new StoredContainer(
                id, spec, labels, imageId, List.copyOf(all), bind, createdAtMillis, life, restart);
    }

    StoredContainer restarting(String policy) {
        return new StoredContainer(
                id, spec, labels, imageId, networks, bind, createdAtMillis, life, policy);
    }

    String name() {
        return spec.name();
    }

    long pid() {
        return life.pid();
    }

    boolean everStarted() {
        return life.pid() != 0;
    }
}
