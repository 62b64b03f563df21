package io.lockstep.app.proxy.nginx;

import io.lockstep.engine.route.UpstreamAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The `upstream` blocks that name one place over TCP.
final class Upstreams {
    private static final Set<String> DONE_BY_ENGINE =
            Set.of(
                    "keepalive",
                    "keepalive_timeout",
                    "keepalive_requests",
                    "keepalive_time",
                    "zone");

    private final Map<String, Optional<UpstreamAddress>> known = new HashMap<>();
    private final List<Lost> lost;

    Upstreams(List<Lost> lost) {
        this.lost = lost;
    }

    void add(Directive upstream) {
        if (upstream.words().size() != 1) {
            lost.add(Lost.of(upstream, "it has not one name"));
            return;
        }
        var address = only(upstream);
        if (known.putIfAbsent(upstream.words().getFirst(), address) != null) {
            lost.add(Lost.of(upstream, "an upstream before it has this name"));
        } else if (address.isEmpty()) {
            lost.add(Lost.of(upstream, "it is not one plain server, so nothing goes there"));
        }
    }

    /// Where `http://NAME` leads; empty when that is not sure.
    Optional<UpstreamAddress> named(String authority) {
        var name = authority.replaceFirst(":\\d+$", "");
        if (known.containsKey(authority)) {
            return known.get(authority);
        }
        return known.containsKey(name) ? Optional.empty() : address(authority);
    }

    private Optional<UpstreamAddress> only(Directive upstream) {
        var servers = upstream.inside().stream().filter(d -> d.is("server")).toList();
        var others =
                upstream.inside().stream()
                        .filter(d -> !d.is("server") && !DONE_BY_ENGINE.contains(d.name()))
                        .toList();
        others.stream().map(Known::lost).forEach(lost::add);
        if (servers.size() != 1 || !others.isEmpty()) {
            return Optional.empty();
        }
        var words = servers.getFirst().words();
        var plain = words.size() == 1 || (words.size() == 2 && words.getLast().equals("resolve"));
        return plain ? address(words.getFirst()) : Optional.empty();
    }

    private static Optional<UpstreamAddress> address(String authority) {
        if (authority.contains("/")) {
            return Optional.empty();
        }
        try {
            return UpstreamAddress.of(new URI("http://" + authority));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
