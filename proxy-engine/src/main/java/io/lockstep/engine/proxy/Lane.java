package io.lockstep.engine.proxy;

/// What the connections of one event loop have in common. Used on that loop only.
///
/// @param outgoing where each head is put together; what is in it is written before anybody else
///   can want it
record Lane(UpstreamPool pool, Outgoing outgoing, IdleSweep sweep) {}
