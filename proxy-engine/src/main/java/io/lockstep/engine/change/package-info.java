/// What may be changed in a running engine, what a change would do, and the generations it was
/// changed through.
@NullMarked
package io.lockstep.engine.change;

import org.jspecify.annotations.NullMarked;
