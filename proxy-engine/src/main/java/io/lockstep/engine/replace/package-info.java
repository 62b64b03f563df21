/// How one engine takes over from another without a gap: the listening sockets, what is kept, and
/// the account of what is still in flight.
@NullMarked
package io.lockstep.engine.replace;

import org.jspecify.annotations.NullMarked;
