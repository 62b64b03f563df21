/// The outside world of a rehearsal: chain, API node and traffic in a process of their own.
@NullMarked
package io.lockstep.app.rehearsal.world;

import org.jspecify.annotations.NullMarked;
