package io.lockstep.app.ui.parts;

import io.lockstep.app.snapshot.Snapshot;
import java.time.Instant;

/// What is drawn: one snapshot, looked at at one instant.
///
/// @param trail what the window has seen flow since it was opened
public record Moment(Snapshot snapshot, Instant now, Trail trail) {}
