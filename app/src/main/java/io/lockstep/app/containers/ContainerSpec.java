package io.lockstep.app.containers;

import java.util.List;
import java.util.Map;

/// A container to be created.
///
/// @param image reference or id; it must be on the host
/// @param command arguments after the image's entry point
/// @param publish container port to host address such as `127.0.0.1:0`; port 0 lets the host choose
/// @param network name of a network, or [#inside] another container
/// @param volumes volume name to path inside
/// @param temporary paths that live in memory only
/// @param restart `no`, `always` or `unless-stopped`
public record ContainerSpec(
        String name,
        String image,
        List<String> command,
        Map<String, String> environment,
        Map<String, String> labels,
        String network,
        List<String> aliases,
        Map<Integer, String> publish,
        Map<String, String> volumes,
        List<String> temporary,
        boolean readOnlyRoot,
        String restart) {
    private static final String CONTAINER = "container:";

    /// The network of a container that shares its own with another one: addresses, ports and names
    /// are that one's.
    public static String inside(String containerId) {
        return CONTAINER + containerId;
    }

    public boolean sharesNetwork() {
        return network.startsWith(CONTAINER);
    }
}
