/// Tests of the process runtime.
@NullMarked
package io.lockstep.app.containers.process;

import org.jspecify.annotations.NullMarked;
