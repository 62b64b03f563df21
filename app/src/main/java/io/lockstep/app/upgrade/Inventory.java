package io.lockstep.app.upgrade;

import io.lockstep.app.containers.HostStock;
import java.nio.file.Path;
import java.util.List;

/// What lies about at one moment, ours or not.
///
/// @param files our own, on this machine
public record Inventory(HostStock host, List<LeftFile> files) {
    public static final Inventory NOTHING = new Inventory(HostStock.NOTHING, List.of());

    /// @param keeps whether somebody may still want to read it
    public record LeftFile(Path path, long bytes, String reason, boolean keeps) {}
}
