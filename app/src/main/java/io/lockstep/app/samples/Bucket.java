package io.lockstep.app.samples;

import java.util.Optional;

/// Gathers the readings of one series in one slot of one tier.
final class Bucket {
    private long slot = Long.MIN_VALUE;
    private double low;
    private double high;
    private double sum;
    private int count;

    /// @param slot start in seconds of the epoch
    record Row(Tier tier, String series, long slot, double low, double mean, double high) {}

    /// Takes a reading; gives the slot before it when this one begins another.
    Optional<Row> add(Tier tier, String series, long slotOfReading, double value) {
        var ended = slotOfReading == slot ? Optional.<Row>empty() : row(tier, series);
        if (slotOfReading != slot) {
            slot = slotOfReading;
            low = value;
            high = value;
            sum = 0;
            count = 0;
        }
        low = Math.min(low, value);
        high = Math.max(high, value);
        sum += value;
        count++;
        return ended;
    }

    /// What has come so far.
    Optional<Row> row(Tier tier, String series) {
        return count == 0
                ? Optional.empty()
                : Optional.of(new Row(tier, series, slot, low, sum / count, high));
    }
}
