package io.lockstep.app.nodes;

import io.lockstep.chain.upgrade.Generation;
import java.util.List;
import java.util.Optional;

/// What is known of the API node itself.
///
/// @param generation empty while too little answered to tell
/// @param by the evidence for it, as a clause
/// @param upgrade whether each MLNode answers under the scheduled version; only R2 tells, and a yes
///   is remembered there for ever (fact sheet, section 4.8)
/// @param says what it says in place of that
public record ApiNode(
        Optional<Generation> generation, String by, List<Alive> upgrade, Optional<String> says) {

    /// @param error in the API node's words
    public record Alive(String node, boolean alive, Optional<String> error) {}

    /// Tells the generation by what answers (fact sheet, section 0.1).
    ///
    /// @param status of `upgrade-status`; empty when nothing answered
    /// @param confirmation whether the epoch told of confirmation PoC
    /// @param chain generation by the chain's `mlnode_version`
    static Optional<Generation> detected(
            Optional<Integer> status, boolean confirmation, Optional<Generation> chain) {
        if (confirmation || status.filter(answer -> answer == 200).isPresent()) {
            return Optional.of(Generation.R2);
        }
        if (status.filter(answer -> answer == 404 || answer == 405).isEmpty()) {
            return Optional.empty();
        }
        return chain.map(told -> told == Generation.R0 ? Generation.R0 : Generation.R1);
    }

    static String evidence(
            Optional<Integer> status, boolean confirmation, Optional<Generation> chain) {
        var asked =
                status.map(answer -> "upgrade-status answered %d".formatted(answer))
                        .orElse("upgrade-status did not answer");
        var ofChain =
                chain.map(told ->
                                told == Generation.R0
                                        ? "the chain knows no mlnode_version"
                                        : "the chain knows mlnode_version")
                        .orElse("the chain was not asked");
        return confirmation ? "the epoch tells of confirmation PoC" : asked + ", " + ofChain;
    }
}
