package io.lockstep.chain.rpc;

import java.time.Instant;

/// What is needed of a block's header.
public record BlockHeader(String chainId, long height, Instant time) {}
