package io.lockstep.app.upgrade;

import java.util.List;
import java.util.OptionalLong;

/// What a clean-up removes and what it leaves, each with its reason. Exactly `goes` is removed.
public record CleanUpList(List<Item> goes, List<Item> stays) {

    /// @param name as the host or the engine knows it
    /// @param bytes what removing it frees, where that is known
    public record Item(Kind kind, String name, String reason, OptionalLong bytes) {}

    public enum Kind {
        CONTAINER,
        IMAGE,
        NETWORK,
        VOLUME,
        ROUTE,
        FILE
    }

    public long bytesFreed() {
        return goes.stream().mapToLong(item -> item.bytes().orElse(0)).sum();
    }
}
