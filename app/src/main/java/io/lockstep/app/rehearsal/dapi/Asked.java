package io.lockstep.app.rehearsal.dapi;

import java.time.Instant;

/// A request that an API node sent to its MLNode.
///
/// @param height applied height it knew then
/// @param status of the answer; 0 when none came
public record Asked(Instant at, long height, int port, String method, String path, int status) {}
