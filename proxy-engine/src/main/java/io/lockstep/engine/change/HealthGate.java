package io.lockstep.engine.change;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.mlnode.MlNodes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Looks at upstreams before requests are sent to them, all at once and each within one limit.
/// Blocks, so it has no place on an event loop.
public record HealthGate(Probe probe, Duration limit) {
    /// Beyond the limit, so that a probe may say itself what it waited for.
    private static final Duration MARGIN = Duration.ofMillis(500);

    /// Looks at one upstream; an upstream that is not well is a value, too.
    @FunctionalInterface
    public interface Probe {
        UpstreamHealth look(String name, URI url, Duration limit);
    }

    public static HealthGate standard(MlNodes nodes) {
        return new HealthGate(new NodeProbe(nodes), Duration.ofSeconds(5));
    }

    /// In the order of the names.
    public List<UpstreamHealth> look(Map<String, URI> upstreams) {
        var looks =
                new TreeMap<>(upstreams)
                        .entrySet().stream()
                                .map(one -> begin(one.getKey(), one.getValue()))
                                .toList();
        return looks.stream().map(CompletableFuture::join).toList();
    }

    /// Resolving a name may take longer than the limit, and cannot be given up.
    private CompletableFuture<UpstreamHealth> begin(String name, URI url) {
        var silent =
                new UpstreamHealth(
                        name, url, false, "it does not answer within " + Words.of(limit));
        return CompletableFuture.supplyAsync(
                        () -> probe.look(name, url, limit),
                        look -> Thread.ofVirtual().name("probe " + name).start(look))
                .completeOnTimeout(silent, limit.plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Throws when one of them is not well.
    void require(Map<String, URI> upstreams) {
        refusal(look(upstreams))
                .ifPresent(problem -> {
                    throw new ProblemException(problem);
                });
    }

    static Optional<Problem> refusal(List<UpstreamHealth> health) {
        var sick = health.stream().filter(one -> !one.healthy()).toList();
        return sick.isEmpty() ? Optional.empty() : Optional.of(ChangeProblems.unhealthy(sick));
    }
}
