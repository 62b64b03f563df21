package io.lockstep.chain.key;

/// What guessing a password costs: memory and passes of Argon2id. Less than the floor is refused
/// when a file is read, so that nobody can weaken one unseen; more than the ceiling as well.
record KdfCost(int memoryKib, int passes, int lanes) {
    static final KdfCost FLOOR = new KdfCost(256 << 10, 3, 1);

    private static final int MOST_MEMORY = 4 << 20;
    private static final int MOST_PASSES = 64;
    private static final int MOST_LANES = 64;

    boolean acceptable() {
        return memoryKib >= FLOOR.memoryKib
                && memoryKib <= MOST_MEMORY
                && passes >= FLOOR.passes
                && passes <= MOST_PASSES
                && lanes >= FLOOR.lanes
                && lanes <= MOST_LANES;
    }

    /// Whether this process may use that much memory, and some beside it.
    boolean fitsMemory() {
        return Runtime.getRuntime().maxMemory() >> 10 > memoryKib + (32L << 10);
    }
}
