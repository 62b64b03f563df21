/// The machine the MLNodes run on: processors, memory, disks, networks, clock.
@NullMarked
package io.lockstep.app.host;

import org.jspecify.annotations.NullMarked;
