package io.lockstep.app.containers.watch;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A host of this console.
///
/// @param name short, for people; no two hosts have the same
/// @param address as the operator wrote it; empty means the one the `docker` command would use
public record Host(String name, Optional<String> address) {
    private static final String USUAL = "this machine";

    /// Names the hosts at these addresses; without any there is the usual one.
    public static List<Host> named(List<String> addresses) {
        if (addresses.isEmpty()) {
            return List.of(new Host(USUAL, Optional.empty()));
        }
        List<Host> hosts = new ArrayList<>();
        for (var address : addresses.stream().distinct().toList()) {
            var name = shortened(address);
            var taken = hosts.stream().anyMatch(host -> host.name().equals(name));
            hosts.add(new Host(taken ? address : name, Optional.of(address)));
        }
        return List.copyOf(hosts);
    }

    /// The machine, or the context; of a socket here its path.
    private static String shortened(String address) {
        if (address.startsWith("context:")) {
            return address.substring("context:".length());
        }
        try {
            var uri = URI.create(address);
            var host = Optional.ofNullable(uri.getHost());
            return host.map(known -> uri.getPort() < 0 ? known : known + ":" + uri.getPort())
                    .or(() -> Optional.ofNullable(uri.getPath()))
                    .filter(name -> !name.isEmpty())
                    .orElse(address);
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
