@NullMarked
package io.lockstep.chain.propose;

import org.jspecify.annotations.NullMarked;
