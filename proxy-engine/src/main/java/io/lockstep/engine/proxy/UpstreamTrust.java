package io.lockstep.engine.proxy;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.mlnode.MlNodes;
import io.lockstep.engine.proxy.Identity.Pem;
import io.lockstep.engine.route.RoutingTable;
import io.lockstep.engine.route.UpstreamAddress;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/// By which keys the hosts of `https` upstreams are known, and as whom we come to them. Given at
/// the start and kept for the engine's life, whichever versions are routed there later.
public final class UpstreamTrust {
    public static final String FORM = "HOST=sha256/BASE64";
    private static final Pattern PIN =
            Pattern.compile(
                    "(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]{1,253})=(?<pin>sha256/[A-Za-z0-9+/]{43}=)");

    private final Map<String, Pinned> hosts;

    /// @param keys what the context trusts
    private record Pinned(SslContext context, PinnedKeys keys) {}

    private UpstreamTrust(Map<String, Pinned> hosts) {
        this.hosts = Map.copyOf(hosts);
    }

    /// No upstream may be `https`.
    public static UpstreamTrust none() {
        return new UpstreamTrust(Map.of());
    }

    /// Reads `--upstream-pin`, each as [#FORM] shows and several for a host whose key is about to
    /// change, and the files of `--client-cert` and `--client-key`. Blocks.
    public static UpstreamTrust of(
            List<String> pins, Optional<Path> certificate, Optional<Path> key) {
        if (certificate.isPresent() != key.isPresent()) {
            throw bad("--client-cert and --client-key go together.", "Give both or neither.");
        }
        var identity =
                certificate.map(file ->
                        Identity.read(
                                new Pem("--client-cert", file),
                                new Pem("--client-key", key.orElseThrow())));
        var hosts = new HashMap<String, Pinned>();
        byHost(pins).forEach((host, keys) -> hosts.put(host, pinned(keys, identity)));
        return new UpstreamTrust(hosts);
    }

    /// Refuses a table with an `https` upstream whose host has no pin.
    public void check(RoutingTable table) {
        for (var upstream : table.upstreams().values()) {
            var host = UpstreamAddress.ofTls(upstream).map(UpstreamTrust::host);
            if (host.filter(name -> !hosts.containsKey(name)).isPresent()) {
                throw new ProblemException(
                        new Problem(
                                "engine.badPin",
                                "The upstream %s has no pinned key.".formatted(upstream),
                                "The routes in force stay as they are.",
                                "Start the engine with --upstream-pin %s=sha256/BASE64."
                                        .formatted(host.orElseThrow())));
            }
        }
    }

    /// Present for an `https` upstream; a host without a pin never gets a connection.
    Optional<SslContext> of(URI upstream) {
        return pinned(upstream).map(Pinned::context);
    }

    /// As [#of], for who speaks to an MLNode by another way than the data plane.
    public Optional<MlNodes.Tls> tls(URI upstream) {
        return pinned(upstream)
                .map(pinned ->
                        new MlNodes.Tls(
                                ((JdkSslContext) pinned.context()).context().getSocketFactory(),
                                pinned.keys()));
    }

    private Optional<Pinned> pinned(URI upstream) {
        return UpstreamAddress.ofTls(upstream)
                .map(address ->
                        Optional.ofNullable(hosts.get(host(address)))
                                .orElseThrow(() ->
                                        bad(
                                                "The upstream %s has no pinned key."
                                                        .formatted(upstream),
                                                "Start the engine with --upstream-pin.")));
    }

    private static String host(UpstreamAddress address) {
        return address.host().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Set<String>> byHost(List<String> pins) {
        var keys = new HashMap<String, Set<String>>();
        for (var text : pins) {
            var found = PIN.matcher(text);
            if (!found.matches()) {
                throw bad(
                        "--upstream-pin %s is not %s.".formatted(text, FORM),
                        "Take the SHA-256 of the public key in Base64, as curl --pinnedpubkey does.");
            }
            var host = found.group("host").replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
            keys.computeIfAbsent(host, _ -> new HashSet<>()).add(found.group("pin"));
        }
        return keys;
    }

    private static Pinned pinned(Set<String> pins, Optional<Identity> identity) {
        var keys = new PinnedKeys(pins);
        var builder =
                SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .protocols(ServerTls.VERSIONS)
                        .endpointIdentificationAlgorithm("")
                        .trustManager(keys);
        identity.ifPresent(own -> builder.keyManager(own.key(), own.chainArray()));
        try {
            return new Pinned(builder.build(), keys);
        } catch (SSLException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }

    private static ProblemException bad(String what, String remedy) {
        return new ProblemException(
                new Problem("engine.badPin", what, "Nothing was started.", remedy));
    }
}
