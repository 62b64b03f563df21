package io.lockstep.engine.change;

import java.net.URI;

/// What one look at an upstream showed.
///
/// @param says a clause that follows its name, such as `it refuses connections`
public record UpstreamHealth(String name, URI url, boolean healthy, String says) {}
