package io.lockstep.app.bench;

import java.util.Map;

/// Takes one reading of one contender.
@FunctionalInterface
interface Reading {
    Map<Metric, Double> take(Running contender);
}
