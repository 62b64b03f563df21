package io.lockstep.app.nodes;

import java.util.Optional;

/// Heights of the epoch the API node works in; see the fact sheet, section 2.7.
///
/// @param pocStart where its proof of compute began
/// @param pocEnd where nodes went back to inference
/// @param confirmation whether a confirmation PoC runs now; empty on releases that know none
public record Epoch(
        long index,
        String phase,
        long blockHeight,
        long pocStart,
        long pocEnd,
        long nextPocStart,
        Optional<Boolean> confirmation) {
    private static final String INFERENCE = "Inference";

    /// So many blocks before each PoC are free of confirmation PoC.
    private static final long QUIET_BLOCKS = 500;

    public Epoch(
            long index,
            String phase,
            long blockHeight,
            long pocStart,
            long pocEnd,
            long nextPocStart) {
        this(index, phase, blockHeight, pocStart, pocEnd, nextPocStart, Optional.empty());
    }

    /// What a hand on an MLNode would cost at this block.
    public enum Now {
        /// Weight of the whole next epoch.
        POC,
        /// Weight that is being confirmed.
        CONFIRMATION,
        /// Nothing, as long as no confirmation begins.
        OPEN,
        /// Nothing.
        SAFE
    }

    /// @param to the block at which it is over
    public record Window(long from, long to) {}

    public Now now() {
        if (!phase.equals(INFERENCE)) {
            return Now.POC;
        }
        if (confirmation.orElse(false)) {
            return Now.CONFIRMATION;
        }
        return blockHeight >= safe().from() ? Now.SAFE : Now.OPEN;
    }

    /// The blocks before the next PoC in which nothing can begin on the GPUs.
    public Window safe() {
        return new Window(
                confirmation.isPresent() ? Math.max(pocEnd, nextPocStart - QUIET_BLOCKS) : pocEnd,
                nextPocStart);
    }
}
