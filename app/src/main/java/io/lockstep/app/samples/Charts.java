package io.lockstep.app.samples;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Where charts come from. Asking never blocks.
@FunctionalInterface
public interface Charts {
    /// @param back how far the charts reach back from now
    /// @param answer hears one chart for each series, in their order, on any thread
    void ask(List<String> series, Duration back, Consumer<List<Chart>> answer);
}
