package io.lockstep.engine.change;

import io.lockstep.chain.problem.Reason;
import io.lockstep.engine.mlnode.MlNodes;
import io.lockstep.engine.mlnode.Reply;
import io.lockstep.engine.route.UpstreamAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Connects to an upstream and asks it for the state an MLNode has. One that is no MLNode is well
/// when it answers at all; one behind TLS must prove who it is by its pinned key.
record NodeProbe(MlNodes nodes) implements HealthGate.Probe {
    private static final int BROKEN = 500;

    @Override
    public UpstreamHealth look(String name, URI url, Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        var address = UpstreamAddress.of(url).or(() -> UpstreamAddress.ofTls(url)).orElseThrow();
        var refused = connect(address, limit);
        if (refused.isPresent()) {
            return new UpstreamHealth(name, url, false, refused.get());
        }
        var left = Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
        return judge(name, url, nodes.managementOf(url).state(left), limit);
    }

    private static Optional<String> connect(UpstreamAddress address, Duration limit) {
        var to = new InetSocketAddress(address.host(), address.port());
        if (to.isUnresolved()) {
            return Optional.of("the name %s is unknown".formatted(address.host()));
        }
        try (var socket = new Socket()) {
            socket.connect(to, Math.toIntExact(limit.toMillis()));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("it cannot be reached: " + Reason.of(e));
        }
    }

    private static UpstreamHealth judge(String name, URI url, Reply<String> state, Duration limit) {
        return switch (state) {
            case Reply.Is<String>(var value) ->
                    new UpstreamHealth(name, url, true, "it is an MLNode in state " + value);
            case Reply.Refused<String>(var status, _) ->
                    status < BROKEN
                            ? new UpstreamHealth(name, url, true, "it answers")
                            : new UpstreamHealth(
                                    name, url, false, "it answers with status " + status);
            case Reply.Unreachable<String>(var reason) ->
                    new UpstreamHealth(
                            name,
                            url,
                            false,
                            "http".equals(url.getScheme())
                                    ? "it takes the connection and breaks it off"
                                    : "it takes the connection, but " + reason);
            case Reply.Silent<String> _ ->
                    new UpstreamHealth(
                            name,
                            url,
                            false,
                            "it takes the connection and does not answer within "
                                    + Words.of(limit));
        };
    }
}
