package io.lockstep.engine.handover;

import io.lockstep.engine.route.Counters;

/// The counters of the engine that a cutover reports, at one moment or between two.
record Counts(long held, long bridged, long refused) {

    static Counts now(Counters counters) {
        return new Counts(
                counters.held().sum(), counters.bridged().sum(), counters.refused().sum());
    }

    Counts plus(Counts more) {
        return new Counts(held + more.held, bridged + more.bridged, refused + more.refused);
    }

    Counts minus(Counts less) {
        return new Counts(held - less.held, bridged - less.bridged, refused - less.refused);
    }
}
