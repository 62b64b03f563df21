/// The engine as a program.
@NullMarked
package io.lockstep.engine;

import org.jspecify.annotations.NullMarked;
