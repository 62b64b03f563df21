package io.lockstep.app.ui.nodes;

import io.lockstep.app.samples.Chart;
import io.lockstep.app.samples.Charts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Fetches charts for a view that is shown, no more often than they change, one request at a time.
final class Curves {
    private final Optional<Charts> charts;
    private final Executor fxThread;
    private Optional<Wanted> last = Optional.empty();
    private boolean asking;

    private record Wanted(List<String> series, Range range, Instant at) {
        boolean stillGood(List<String> others, Range other, Instant now) {
            return series.equals(others)
                    && range == other
                    && Duration.between(at, now).compareTo(range.again()) < 0;
        }
    }

    Curves(Optional<Charts> charts, Executor fxThread) {
        this.charts = charts;
        this.fxThread = fxThread;
    }

    /// Called on the JavaFX thread, as often as the view is drawn.
    ///
    /// @param draw hears the charts on the JavaFX thread, in the order of the series
    void want(List<String> series, Range range, Instant now, Consumer<List<Chart>> draw) {
        if (asking
                || charts.isEmpty()
                || last.filter(w -> w.stillGood(series, range, now)).isPresent()) {
            return;
        }
        asking = true;
        last = Optional.of(new Wanted(series, range, now));
        charts.get()
                .ask(
                        series,
                        range.back(),
                        answer ->
                                fxThread.execute(() -> {
                                    asking = false;
                                    draw.accept(answer);
                                }));
    }
}
