package io.lockstep.app.rehearsal.chain;

import io.lockstep.app.rehearsal.chain.ledger.Ledger;
import java.time.Instant;

/// A block that came, for whoever drives the chain.
///
/// @param applied whether it was executed; if not, the chain halted at it
/// @param ledger the newest state there is
public record BlockSeen(long height, Instant time, boolean applied, Ledger ledger) {}
