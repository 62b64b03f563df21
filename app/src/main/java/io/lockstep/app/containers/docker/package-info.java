/// The Docker edge: our records in, our records out, nothing of the engine's JSON beyond it.
@NullMarked
package io.lockstep.app.containers.docker;

import org.jspecify.annotations.NullMarked;
