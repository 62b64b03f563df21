package io.lockstep.app.rehearsal.chain.scenario;

/// A block of a story. The story begins after block 0; `H` is the height at which the rehearsal
/// wants the upgrade, far enough after the vote for the work before it.
///
/// @param fromUpgrade whether it is counted from `H`
record Place(boolean fromUpgrade, long blocks) {
    /// As it is written: `12`, `H`, `H+5` or `H-3`.
    static Place of(String text) {
        return text.startsWith("H")
                ? new Place(true, text.equals("H") ? 0 : Long.parseLong(text.substring(1)))
                : new Place(false, Long.parseLong(text));
    }

    /// @param start height of block 0
    /// @param upgrade height of `H`
    long height(long start, long upgrade) {
        return (fromUpgrade ? upgrade : start) + blocks;
    }
}
