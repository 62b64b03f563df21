/// The control channel: what may be asked of a running engine, and what it answers.
@NullMarked
package io.lockstep.engine.control;

import org.jspecify.annotations.NullMarked;
