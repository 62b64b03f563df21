/// What the engine must still know after it was killed: its routes and its cutover.
@NullMarked
package io.lockstep.engine.state;

import org.jspecify.annotations.NullMarked;
