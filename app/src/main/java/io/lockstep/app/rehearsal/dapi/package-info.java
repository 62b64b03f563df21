/// A simulated API node: asks its MLNode what the real one asks, in the recorded order.
@NullMarked
package io.lockstep.app.rehearsal.dapi;

import org.jspecify.annotations.NullMarked;
