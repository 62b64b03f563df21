package io.lockstep.app.containers.process;

import io.lockstep.app.containers.HostContainers.Image;
import java.util.List;
import java.util.Map;

/// An image as it lies on disk.
///
/// @param layers digests of its layers, the lowest first
record StoredImage(
        String id,
        List<String> references,
        List<String> layers,
        List<String> entryPoint,
        List<String> command,
        Map<String, String> environment,
        Map<String, String> labels,
        List<String> volumes,
        long bytes) {

    Image image() {
        return new Image(id, references, bytes);
    }

    boolean named(String reference) {
        return id.equals(reference) || references.contains(reference);
    }
}
