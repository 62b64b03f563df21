/// Test fixtures of the chain module.
@NullMarked
package io.lockstep.chain;

import org.jspecify.annotations.NullMarked;
