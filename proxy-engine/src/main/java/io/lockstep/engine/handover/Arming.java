package io.lockstep.engine.handover;

import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.RpcView.Verdict;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.route.RoutingTable;
import java.util.Optional;

/// The reasons for which a cutover is not armed. Pure functions: what is wrong in it, and what is
/// wrong with it on the chain as it stands.
final class Arming {
    private Arming() {}

    static Optional<String> wrong(ArmedCutover cutover, RoutingTable table) {
        for (var version : new String[] {cutover.incumbent(), cutover.candidate()}) {
            if (!table.upstreams().containsKey(version)) {
                return Optional.of("the engine has no upstream %s".formatted(version));
            }
        }
        return words(cutover).or(() -> numbers(cutover));
    }

    static Optional<String> wrong(ArmedCutover cutover, ChainView view) {
        var rpcs = view.rpcs();
        if (!rpcs.isEmpty()
                && rpcs.stream().allMatch(rpc -> rpc.verdict() == Verdict.OTHER_CHAIN)) {
            return Optional.of("no RPC node is on the chain %s".formatted(cutover.chainId()));
        }
        return view.head()
                .filter(head -> !cutover.late())
                .filter(head -> head.appliedHeight() >= cutover.triggerHeight())
                .map(head ->
                        "block %d is applied already, the chain is at %d"
                                .formatted(cutover.triggerHeight(), head.appliedHeight()));
    }

    private static Optional<String> words(ArmedCutover cutover) {
        if (cutover.id().isBlank()) {
            return Optional.of("it has no id");
        }
        if (cutover.incumbent().equals(cutover.candidate())) {
            return Optional.of("incumbent and candidate are the same version");
        }
        if (cutover.chainId().isBlank()) {
            return Optional.of("it names no chain");
        }
        if (cutover.rpcs().isEmpty()) {
            return Optional.of("it names no RPC node");
        }
        return cutover.model().name().isBlank()
                ? Optional.of("it names no model")
                : Optional.empty();
    }

    private static Optional<String> numbers(ArmedCutover cutover) {
        if (cutover.lead() < 0 || cutover.triggerHeight() < 1) {
            return Optional.of("height and lead name no block");
        }
        if (cutover.drainLimitMillis() <= 0
                || cutover.readyLimitMillis() <= 0
                || cutover.holdLimitMillis() <= 0) {
            return Optional.of("each limit must be longer than nothing");
        }
        return cutover.gpu().filter(wait -> wait.limitMillis() <= 0).isPresent()
                ? Optional.of("the limit for the GPU must be longer than nothing")
                : Optional.empty();
    }
}
