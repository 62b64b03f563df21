package io.lockstep.app.samples;

import io.lockstep.app.samples.Bucket.Row;
import io.lockstep.app.samples.Chart.Point;
import io.lockstep.app.samples.Chart.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes runs of points: where a slot or more is missing, a run ends.
final class Runs {
    private Runs() {}

    /// @param fresh rows not yet written; they count before those that are
    static Chart chart(
            String series,
            Tier tier,
            List<Row> written,
            List<Row> fresh,
            Instant from,
            Instant to) {
        Map<Long, Row> bySlot = new TreeMap<>();
        written.forEach(row -> bySlot.put(row.slot(), row));
        fresh.stream()
                .filter(row -> row.slot() >= tier.slot(from) && row.slot() <= to.getEpochSecond())
                .forEach(row -> bySlot.put(row.slot(), row));
        List<Run> runs = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        var before = Long.MIN_VALUE;
        for (var row : bySlot.values()) {
            if (!points.isEmpty() && row.slot() - before > tier.gap().toSeconds()) {
                runs.add(new Run(List.copyOf(points)));
                points.clear();
            }
            points.add(
                    new Point(
                            Instant.ofEpochSecond(row.slot()), row.low(), row.mean(), row.high()));
            before = row.slot();
        }
        if (!points.isEmpty()) {
            runs.add(new Run(List.copyOf(points)));
        }
        return new Chart(series, tier.step(), List.copyOf(runs));
    }
}
