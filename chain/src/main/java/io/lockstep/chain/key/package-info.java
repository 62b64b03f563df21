/// Keys of accounts: from a mnemonic to an address and a signature. Secrets live in arrays that
/// their owner wipes.
@NullMarked
package io.lockstep.chain.key;

import org.jspecify.annotations.NullMarked;
