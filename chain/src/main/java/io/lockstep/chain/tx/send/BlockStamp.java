package io.lockstep.chain.tx.send;

import java.time.Instant;

/// Height and time of a block.
public record BlockStamp(long height, Instant time) {}
