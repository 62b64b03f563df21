package io.lockstep.engine.proxy;

import io.lockstep.engine.route.Routing;

/// What all connections of one proxy share.
///
/// @param via our name in `Via`, different in each process, so that a loop is recognised
record Shared(
        Routing routing, Traffic traffic, ProxyLimits limits, UpstreamPools pools, String via) {}
