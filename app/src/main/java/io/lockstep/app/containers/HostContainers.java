package io.lockstep.app.containers;

import java.util.List;

/// The containers of one host.
///
/// @param runtime `docker`, or `processes` where no Docker engine can be had and the rehearsal
///   makes do
/// @param version of the runtime, for people
/// @param images every image on the host that an upgrade may need
public record HostContainers(
        String runtime, String version, List<Container> containers, List<Image> images) {

    /// @param references tags and digests that name it
    /// @param bytes disk it takes, layers shared with others included
    public record Image(String id, List<String> references, long bytes) {}
}
