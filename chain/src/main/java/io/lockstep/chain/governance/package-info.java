/// Proposals, tallies and parameters as the gov module of the chain states them.
@NullMarked
package io.lockstep.chain.governance;

import org.jspecify.annotations.NullMarked;
