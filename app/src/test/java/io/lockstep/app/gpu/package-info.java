/// GPUs as read, from documents of our own, from recorded ones and from a stand-in program.
@NullMarked
package io.lockstep.app.gpu;

import org.jspecify.annotations.NullMarked;
