package io.lockstep.app.rehearsal.chain.ledger;

/// How an epoch is divided, in blocks. Epochs begin at multiples of the length.
public record EpochRules(
        long length,
        long pocStage,
        long pocExchange,
        long validationDelay,
        long validation,
        long setValidatorsDelay) {

    /// As the public network was born: an epoch is about a day.
    public static final EpochRules MAINNET = new EpochRules(17_280, 60, 5, 5, 20, 120);

    public long index(long height) {
        return height / length;
    }

    public long start(long index) {
        return index * length;
    }

    /// Where the validators of an epoch take over.
    public long effectiveFrom(long index) {
        return index == 0
                ? 0
                : start(index) + pocStage + validationDelay + validation + setValidatorsDelay;
    }

    /// The epoch whose validators rule at a height.
    public long effective(long height) {
        var index = index(height);
        return height >= effectiveFrom(index) ? index : index - 1;
    }
}
