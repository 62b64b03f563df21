package io.lockstep.chain.follow;

import io.lockstep.chain.follow.RpcView.Verdict;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.rpc.NodeStatus;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// Decides what several RPC nodes together say. A pure function: no clock, no I/O.
///
/// A majority of the configured nodes must stand behind a head, so that no single one can move the
/// height, the chain-id or the hash.
final class Agreement {
    /// How far a node may be behind the others before it no longer counts.
    private static final long LAG = 3;

    /// How far beyond the others a node may be before it no longer counts. Polls are not made at
    /// one instant, so a few blocks mean nothing.
    private static final long LEAP = 100;

    private Agreement() {}

    /// The newest outcome of one node.
    ///
    /// @param status empty when the newest probe failed
    record Sample(URI rpc, Optional<NodeStatus> status, Optional<Problem> problem, Instant at) {}

    static ChainView of(List<Sample> samples, Optional<String> expected, Optional<Pace> pace) {
        var quorum = samples.size() / 2 + 1;
        var chainId = expected.or(() -> common(samples, quorum)).or(() -> only(samples));
        var ofChain =
                samples.stream()
                        .flatMap(sample -> sample.status().stream())
                        .filter(status -> chainId.filter(status.chainId()::equals).isPresent())
                        .toList();
        var best = reached(ofChain, quorum, NodeStatus::seenHeight);
        var hashes =
                best.isPresent() ? hashesAt(ofChain, best.getAsLong(), quorum) : Set.<String>of();
        List<RpcView> views = new ArrayList<>();
        for (var sample : samples) {
            views.add(view(sample, chainId, best, hashes));
        }
        var agreeing =
                views.stream()
                        .filter(view -> view.verdict() == Verdict.AGREES)
                        .flatMap(view -> view.status().stream())
                        .toList();
        if (agreeing.size() < quorum) {
            return new ChainView(List.copyOf(views), Optional.empty(), Optional.of(no(views)));
        }
        return new ChainView(
                List.copyOf(views), Optional.of(head(agreeing, quorum, pace)), Optional.empty());
    }

    private static Head head(List<NodeStatus> agreeing, int quorum, Optional<Pace> pace) {
        var seen = reached(agreeing, quorum, NodeStatus::seenHeight).orElse(0);
        var first = agreeing.getFirst();
        var newest =
                agreeing.stream()
                        .filter(status -> status.seenHeight() == seen)
                        .findFirst()
                        .orElse(first);
        return new Head(
                first.chainId(),
                seen,
                reached(agreeing, quorum, NodeStatus::appliedHeight).orElse(0),
                newest.blockTime(),
                false,
                pace,
                agreeing.size());
    }

    /// The chain-id that every node names which answers, however few they are.
    private static Optional<String> only(List<Sample> samples) {
        var named =
                samples.stream()
                        .flatMap(sample -> sample.status().stream())
                        .map(NodeStatus::chainId)
                        .distinct()
                        .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    private static Optional<String> common(List<Sample> samples, int quorum) {
        return samples.stream()
                .flatMap(sample -> sample.status().stream())
                .collect(Collectors.groupingBy(NodeStatus::chainId, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() >= quorum)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// The highest height that at least `quorum` nodes have reached.
    private static OptionalLong reached(
            List<NodeStatus> nodes, int quorum, ToLongFunction<NodeStatus> height) {
        return nodes.stream()
                .map(height::applyAsLong)
                .sorted(Comparator.reverseOrder())
                .skip(quorum - 1L)
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /// The hashes that stand for that height: the one that all nodes standing there name, or the
    /// one a majority names. None when they contradict each other and nobody has a majority.
    private static Set<String> hashesAt(List<NodeStatus> nodes, long height, int quorum) {
        var counts =
                nodes.stream()
                        .filter(node -> node.seenHeight() == height)
                        .collect(
                                Collectors.groupingBy(NodeStatus::seenHash, Collectors.counting()));
        return counts.entrySet().stream()
                .filter(entry -> counts.size() == 1 || entry.getValue() >= quorum)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static RpcView view(
            Sample sample, Optional<String> chainId, OptionalLong reached, Set<String> hashes) {
        if (sample.status().isEmpty()) {
            var code = sample.problem().map(Problem::code).orElse("chain.unreachable");
            return new RpcView(
                    sample.rpc(),
                    code.equals("chain.unreachable") ? Verdict.UNREACHABLE : Verdict.MALFORMED,
                    Optional.empty(),
                    sample.problem(),
                    sample.at());
        }
        var status = sample.status().get();
        var verdict = verdict(status, chainId, reached, hashes);
        var best = reached.orElse(status.seenHeight());
        return new RpcView(
                sample.rpc(),
                verdict,
                sample.status(),
                verdict == Verdict.AGREES
                        ? Optional.empty()
                        : Optional.of(why(sample.rpc(), status, verdict, best, chainId)),
                sample.at());
    }

    private static Verdict verdict(
            NodeStatus status, Optional<String> chainId, OptionalLong reached, Set<String> hashes) {
        if (chainId.filter(status.chainId()::equals).isEmpty()) {
            return Verdict.OTHER_CHAIN;
        }
        if (status.catchingUp()) {
            return Verdict.CATCHING_UP;
        }
        return reached.isEmpty() ? Verdict.AGREES : verdict(status, reached.getAsLong(), hashes);
    }

    private static Verdict verdict(NodeStatus status, long best, Set<String> hashes) {
        var beyond = status.seenHeight() - best;
        if (beyond < -LAG) {
            return Verdict.LAGS;
        }
        if (beyond > LEAP) {
            return Verdict.AHEAD;
        }
        return beyond == 0 && !hashes.contains(status.seenHash()) ? Verdict.FORKS : Verdict.AGREES;
    }

    private static Problem why(
            URI rpc, NodeStatus status, Verdict verdict, long best, Optional<String> chainId) {
        var what =
                switch (verdict) {
                    case OTHER_CHAIN ->
                            "%s is on chain %s, not on %s."
                                    .formatted(
                                            rpc,
                                            status.chainId(),
                                            chainId.orElse("an agreed chain"));
                    case CATCHING_UP ->
                            "%s is catching up at block %d.".formatted(rpc, status.seenHeight());
                    case LAGS ->
                            "%s is %d blocks behind the others."
                                    .formatted(rpc, best - status.seenHeight());
                    case AHEAD ->
                            "%s is %d blocks beyond what a majority has reached."
                                    .formatted(rpc, status.seenHeight() - best);
                    case FORKS ->
                            "%s names another hash for block %d."
                                    .formatted(rpc, status.seenHeight());
                    case AGREES, UNREACHABLE, MALFORMED -> "%s does not count.".formatted(rpc);
                };
        return new Problem(
                "chain." + verdict.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                what,
                "Its word does not count; the other nodes decide.",
                "Check that node, or take it out of the settings.");
    }

    private static Problem no(List<RpcView> views) {
        var reasons =
                views.stream()
                        .flatMap(view -> view.problem().stream())
                        .map(Problem::what)
                        .collect(Collectors.joining(" "));
        return new Problem(
                views.stream().allMatch(view -> view.verdict() == Verdict.UNREACHABLE)
                        ? "chain.unreachable"
                        : "chain.disagree",
                (views.size() == 1 ? "" : "The RPC nodes do not agree on a height. ") + reasons,
                "The height is unknown; nothing acts on a guess, an armed engine goes on by itself.",
                "Check the addresses of the RPC nodes.");
    }
}
