/// `engine top`: what a running engine does, drawn live in a terminal.
@NullMarked
package io.lockstep.engine.top;

import org.jspecify.annotations.NullMarked;
