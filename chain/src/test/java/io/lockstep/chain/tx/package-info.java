@NullMarked
package io.lockstep.chain.tx;

import org.jspecify.annotations.NullMarked;
