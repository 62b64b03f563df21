package io.lockstep.engine.change;

import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.GenerationRecord.Origin;
import io.lockstep.engine.route.RoutingTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The last generations of an engine, oldest first. Immutable, and bounded in what it tells, so
/// that it fits into one answer.
public record History(List<Past> past) {
    private static final int MOST = 20;
    private static final int MOST_LINES = 12;
    private static final int LONGEST_REASON = 300;

    public History {
        past = List.copyOf(past);
    }

    /// Why a generation comes in force.
    ///
    /// @param stands whether it may be rolled back to
    public record Why(Origin origin, String reason, boolean stands) {

        public static Why control(String reason) {
            return new Why(Origin.CONTROL, reason, true);
        }

        public static Why cutover(String reason, boolean stands) {
            return new Why(Origin.CUTOVER, reason, stands);
        }
    }

    public static History none() {
        return new History(List.of());
    }

    /// With that table as the newest; one that is the newest already adds nothing.
    public History with(RoutingTable table, Why why, Instant at) {
        var last = past.isEmpty() ? RoutingTable.empty() : past.getLast().table();
        if (!past.isEmpty() && last.equals(table)) {
            return this;
        }
        var record =
                new GenerationRecord(
                        table.generation(),
                        at,
                        why.origin(),
                        Printable.line(why.reason(), LONGEST_REASON),
                        bounded(TableDiff.between(last, table).lines()),
                        why.stands());
        var longer = new ArrayList<>(past);
        longer.removeIf(one -> one.record().generation() == table.generation());
        longer.add(new Past(record, table));
        return new History(longer.subList(Math.max(0, longer.size() - MOST), longer.size()));
    }

    /// Oldest first, without their tables.
    public List<GenerationRecord> records() {
        return past.stream().map(Past::record).toList();
    }

    /// The table of that generation, refused with those that can be had.
    RoutingTable table(long generation) {
        var found =
                past.stream().filter(one -> one.record().generation() == generation).findFirst();
        if (found.isEmpty()) {
            throw new ProblemException(ChangeProblems.noGeneration(generation, standing()));
        }
        if (!found.get().record().stands()) {
            throw new ProblemException(ChangeProblems.passing(generation, standing()));
        }
        return found.get().table();
    }

    private List<Long> standing() {
        return past.stream()
                .map(Past::record)
                .filter(GenerationRecord::stands)
                .map(GenerationRecord::generation)
                .toList();
    }

    private static List<String> bounded(List<String> lines) {
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        var fewer = new ArrayList<>(lines.subList(0, MOST_LINES));
        fewer.add("and %d more".formatted(lines.size() - MOST_LINES));
        return List.copyOf(fewer);
    }
}
