/// Finds what would make a proposal useless, before it costs a deposit.
@NullMarked
package io.lockstep.chain.propose;

import org.jspecify.annotations.NullMarked;
