package io.lockstep.engine.proxy;

import io.lockstep.engine.route.Routing;

/// What all connections of one proxy share.
record Shared(Routing routing, Traffic traffic, ProxyLimits limits, Lanes lanes, Via via) {}
