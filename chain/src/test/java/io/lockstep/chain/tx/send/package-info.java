@NullMarked
package io.lockstep.chain.tx.send;

import org.jspecify.annotations.NullMarked;
