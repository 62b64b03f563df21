/// The whole upgrade on a simulated network, with real proxy, containers and traffic.
@NullMarked
package io.lockstep.app.rehearsal;

import org.jspecify.annotations.NullMarked;
