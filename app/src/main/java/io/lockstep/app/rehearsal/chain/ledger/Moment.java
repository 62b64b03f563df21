package io.lockstep.app.rehearsal.chain.ledger;

import java.time.Instant;

/// Height and time of the block something happens in.
public record Moment(long height, Instant time) {}
