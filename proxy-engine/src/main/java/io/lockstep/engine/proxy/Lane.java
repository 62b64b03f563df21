package io.lockstep.engine.proxy;

import java.util.Optional;

/// What the connections of one event loop have in common. Used on that loop only.
///
/// @param outgoing where each head is put together; what is in it is written before anybody else
///   can want it
/// @param epoll where sockets are driven by it
record Lane(UpstreamPool pool, Outgoing outgoing, IdleSweep sweep, Optional<SteadyEpoll> epoll) {}
