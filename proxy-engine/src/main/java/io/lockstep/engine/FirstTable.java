package io.lockstep.engine;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.RoutingTable;
import io.lockstep.engine.route.UpstreamAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table an engine starts with: what it had before, and what its flags add to it.
final class FirstTable {
    private static final String DEFAULT = "default";

    private FirstTable() {}

    /// @param upstreams each `VERSION=URL`
    /// @param wanted a version among them, or the URL of an upstream that is then named `default`
    /// @param kept wins over the flags, except for upstreams it does not know; what flags add to it
    ///   makes the next generation
    static RoutingTable of(
            List<String> upstreams, Optional<String> wanted, Optional<RoutingTable> kept) {
        var named = named(upstreams);
        var table = kept.orElseGet(RoutingTable::empty);
        for (var upstream : named.entrySet()) {
            if (!table.upstreams().containsKey(upstream.getKey())) {
                table =
                        table.withUpstream(upstream.getKey(), upstream.getValue())
                                .withRoute(
                                        upstream.getKey(), new Disposition.To(upstream.getKey()));
            }
        }
        var first =
                wanted.isPresent() && table.defaultRoute().isEmpty()
                        ? withDefault(table, wanted.get())
                        : table;
        return kept.filter(before -> !before.equals(first))
                .map(before -> first.numbered(before.generation() + 1))
                .orElse(first);
    }

    private static RoutingTable withDefault(RoutingTable table, String wanted) {
        if (table.upstreams().containsKey(wanted)) {
            return table.withDefault(new Disposition.To(wanted));
        }
        if (!wanted.contains("://")) {
            throw bad(
                    "--default %s names no upstream.".formatted(wanted),
                    "Add it with --upstream %s=http://HOST:PORT, or give a URL.".formatted(wanted));
        }
        return table.withUpstream(DEFAULT, address("--default " + wanted, wanted))
                .withDefault(new Disposition.To(DEFAULT));
    }

    private static Map<String, URI> named(List<String> upstreams) {
        var named = new LinkedHashMap<String, URI>();
        for (var upstream : upstreams) {
            var at = upstream.indexOf('=');
            if (at < 1) {
                throw bad(
                        "--upstream %s is not VERSION=URL.".formatted(upstream),
                        "Write it as v0.1.0=http://HOST:PORT.");
            }
            var version = upstream.substring(0, at);
            if (!RoutingTable.isPrefix(version)) {
                throw bad(
                        "--upstream %s: %s cannot be a path segment.".formatted(upstream, version),
                        "Use letters, digits, dots, underscores, tildes and hyphens.");
            }
            var url = address("--upstream " + upstream, upstream.substring(at + 1));
            if (named.put(version, url) != null) {
                throw bad(
                        "--upstream %s names %s twice.".formatted(upstream, version),
                        "Give each version one address.");
            }
        }
        return named;
    }

    private static URI address(String flag, String url) {
        try {
            var address = new URI(url);
            var plain = UpstreamAddress.of(address).isPresent();
            if (plain || UpstreamAddress.ofTls(address).isPresent()) {
                return new URI(
                        plain ? "http" : "https", address.getRawAuthority(), null, null, null);
            }
        } catch (URISyntaxException e) {
            throw notHttp(flag, url);
        }
        throw notHttp(flag, url);
    }

    private static ProblemException notHttp(String flag, String url) {
        return bad(
                "%s: %s is not http://HOST:PORT or https://HOST:PORT.".formatted(flag, url),
                "Correct it.");
    }

    private static ProblemException bad(String what, String remedy) {
        return new ProblemException(
                new Problem("engine.badFlag", what, "Nothing was started.", remedy));
    }
}
