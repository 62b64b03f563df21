/// The sockets of the simulated chain: HTTP and WebSocket.
@NullMarked
package io.lockstep.app.rehearsal.chain.edge;

import org.jspecify.annotations.NullMarked;
