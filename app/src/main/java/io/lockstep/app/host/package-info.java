/// The machine the MLNodes run on: processors, memory, disks.
@NullMarked
package io.lockstep.app.host;

import org.jspecify.annotations.NullMarked;
