/// The state of the simulated chain and the pure functions that move it from block to block.
@NullMarked
package io.lockstep.app.rehearsal.chain.ledger;

import org.jspecify.annotations.NullMarked;
