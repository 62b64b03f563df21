package io.lockstep.chain.rpc;

import java.time.Instant;

/// What one RPC node says of itself, from `/status` and `/abci_info`.
///
/// The *seen* height is that of the newest stored block, the *applied* height that of the newest
/// executed one. They part for ever when a chain halts for a software upgrade (fact sheet, section
/// 10).
public record NodeStatus(
        String chainId,
        long seenHeight,
        String seenHash,
        long appliedHeight,
        Instant blockTime,
        boolean catchingUp) {}
