/// Which MLNode version is decided for which height, from every source the chain offers.
@NullMarked
package io.lockstep.chain.upgrade;

import org.jspecify.annotations.NullMarked;
