/// What a cutover is: what is armed in advance, and the record of what became of it.
@NullMarked
package io.lockstep.engine.cutover;

import org.jspecify.annotations.NullMarked;
