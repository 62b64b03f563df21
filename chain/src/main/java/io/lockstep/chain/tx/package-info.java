/// Transactions of the chain: what they say, their bytes, their files and their signatures.
@NullMarked
package io.lockstep.chain.tx;

import org.jspecify.annotations.NullMarked;
