/// Brings a transaction into a block exactly once, and says what became of it.
@NullMarked
package io.lockstep.chain.tx.send;

import org.jspecify.annotations.NullMarked;
