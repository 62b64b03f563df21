@NullMarked
package io.lockstep.chain.key;

import org.jspecify.annotations.NullMarked;
