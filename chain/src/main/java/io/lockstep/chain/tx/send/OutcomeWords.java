package io.lockstep.chain.tx.send;

import io.lockstep.chain.problem.Problem;
import java.util.Optional;

/// An outcome as it is read aloud.
public final class OutcomeWords {
    private static final String NOTHING = "Nothing was changed on the chain and no fee was spent.";

    private OutcomeWords() {}

    /// One sentence for what went well; empty for the rest, which is a problem.
    public static Optional<String> done(Outcome outcome) {
        return outcome instanceof Outcome.Done(var result)
                ? Optional.of(
                        "It stands in block %d and used %d gas%s."
                                .formatted(
                                        result.height(),
                                        result.gasUsed(),
                                        result.proposal().isPresent()
                                                ? "; it made proposal "
                                                        + result.proposal().getAsLong()
                                                : ""))
                : Optional.empty();
    }

    /// Empty for what went well.
    public static Optional<Problem> problem(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> Optional.empty();
            case Outcome.Failed(var result) ->
                    Optional.of(
                            new Problem(
                                    "tx.failed",
                                    "The transaction %s stands in block %d but did nothing: %s"
                                            .formatted(
                                                    result.hash(),
                                                    result.height(),
                                                    TxCodes.words(result)),
                                    "Its fee is spent; nothing else was changed.",
                                    TxCodes.remedy(result)));
            case Outcome.Refused(var result) ->
                    Optional.of(
                            new Problem(
                                    "tx.refused",
                                    "The node refused the transaction %s: %s"
                                            .formatted(result.hash(), TxCodes.words(result)),
                                    NOTHING,
                                    TxCodes.remedy(result)));
            case Outcome.Lapsed(var hash) ->
                    Optional.of(
                            new Problem(
                                    "tx.lapsed",
                                    "The transaction %s stands in no block and no longer can."
                                            .formatted(hash),
                                    NOTHING,
                                    "Make it anew if it is still wanted."));
            case Outcome.Unknown(var hash, var until) ->
                    Optional.of(
                            new Problem(
                                    "tx.unknown",
                                    "The transaction %s was sent and was not seen in a block yet."
                                            .formatted(hash),
                                    "It may still come%s; its bytes are kept in the journal."
                                            .formatted(until.map(at -> " until " + at).orElse("")),
                                    "Give the same command again: it looks this one up first and"
                                            + " sends nothing twice."));
        };
    }
}
