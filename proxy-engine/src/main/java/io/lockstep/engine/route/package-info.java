/// Which request goes where: one immutable table behind one reference, and the requests in flight.
@NullMarked
package io.lockstep.engine.route;

import org.jspecify.annotations.NullMarked;
