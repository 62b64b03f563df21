/// Stand-ins for the parts of the world, in memory.
@NullMarked
package io.lockstep.app.fakes;

import org.jspecify.annotations.NullMarked;
