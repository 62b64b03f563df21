package io.lockstep.app.containers;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An image to be pulled, as exactly as it is known.
///
/// @param reference what it is called on the host afterwards
/// @param digest what is asked for instead of the tag
/// @param contents ids of which the pulled image must have one; empty when nothing is known
/// @param layers compressed bytes of each layer by digest
/// @param login for the engine, as its `X-Registry-Auth` field wants it; never printed
public record PullOrder(
        String reference,
        Optional<String> digest,
        List<String> contents,
        Map<String, Long> layers,
        Optional<String> login) {

    public static PullOrder of(String reference) {
        return new PullOrder(
                reference,
                new Reference(reference).digest(),
                List.of(),
                Map.of(),
                Optional.empty());
    }

    /// The name to ask the engine for.
    public String asked() {
        return digest.map(pinned -> new Reference(reference).repository() + "@" + pinned)
                .orElse(reference);
    }

    @Override
    public String toString() {
        return "PullOrder[" + asked() + "]";
    }
}
