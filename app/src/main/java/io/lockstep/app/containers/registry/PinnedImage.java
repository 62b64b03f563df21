package io.lockstep.app.containers.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// An image that a tag led to, pinned to its content.
///
/// @param digest of what the registry has under the tag, an index or a manifest
/// @param manifest digest of the manifest for this platform
/// @param config digest of its configuration
/// @param layers compressed bytes by digest, the lowest layer first
/// @param signedBy the key whose signature was found good, where one is asked for
public record PinnedImage(
        String reference,
        String digest,
        String manifest,
        String config,
        Map<String, Long> layers,
        Optional<String> signedBy) {

    /// Bytes to load from the registry when no layer is there yet.
    public long bytes() {
        return layers.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Disk that bringing it onto a host takes: what is loaded, and about twice that unpacked.
    public long room() {
        return 3 * bytes();
    }

    /// Ids that an engine may give it.
    public List<String> contents() {
        return Stream.of(config, manifest, digest).filter(id -> !id.isEmpty()).distinct().toList();
    }
}
