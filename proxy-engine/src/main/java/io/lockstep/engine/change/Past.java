package io.lockstep.engine.change;

import io.lockstep.engine.route.RoutingTable;

/// A generation as it is kept: how it came in force, and its whole table.
public record Past(GenerationRecord record, RoutingTable table) {}
