package io.lockstep.app.upgrade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.app.upgrade.JournalEntry.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Old images that nothing runs and that wait for a way back until their time is over. The journal
/// keeps them; the newest entry of an image counts.
public record Shelf(List<Entry> entries) {
    public static final Shelf EMPTY = new Shelf(List.of());

    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param image its id
    /// @param name what people call it
    public record Entry(String image, String name, Instant until) {}

    public Shelf {
        entries = List.copyOf(entries);
    }

    /// As the journal has it, what was taken off left out.
    static Shelf of(Journal journal) {
        Map<String, Entry> newest = new LinkedHashMap<>();
        journal.details(StepName.CLEAN_UP, Kind.NOTE).stream()
                .flatMap(detail -> read(detail).stream())
                .forEach(entry -> newest.put(entry.image(), entry));
        newest.values().removeIf(entry -> entry.until().equals(Instant.EPOCH));
        return new Shelf(new ArrayList<>(newest.values()));
    }

    /// Until when that image waits there; empty once it may go.
    public Optional<Instant> until(String image, Instant now) {
        return entry(image).map(Entry::until).filter(now::isBefore);
    }

    /// Since when that image may go because its time is over.
    Optional<Instant> over(String image, Instant now) {
        return entry(image).map(Entry::until).filter(until -> !now.isBefore(until));
    }

    /// Those whose time is not over.
    List<Entry> waiting(Instant now) {
        return entries.stream().filter(entry -> now.isBefore(entry.until())).toList();
    }

    private Optional<Entry> entry(String image) {
        return entries.stream().filter(entry -> entry.image().equals(image)).findFirst();
    }

    /// By the name or the id of its image.
    Optional<Entry> named(String image) {
        return entries.stream()
                .filter(entry -> entry.name().equals(image) || entry.image().equals(image))
                .findFirst();
    }

    static void put(Journal journal, String image, String name, Instant now, Duration age) {
        var until = now.plus(age).truncatedTo(ChronoUnit.SECONDS);
        write(
                journal,
                new Entry(image, name, until),
                "%s waits on the rollback shelf until %s".formatted(name, until));
    }

    static void takeOff(Journal journal, Entry entry) {
        write(
                journal,
                new Entry(entry.image(), entry.name(), Instant.EPOCH),
                "%s is taken off the rollback shelf".formatted(entry.name()));
    }

    private static void write(Journal journal, Entry entry, String text) {
        var detail =
                JSON.createObjectNode()
                        .put("shelf", entry.image())
                        .put("name", entry.name())
                        .put("until", entry.until().toString());
        var _ = journal.write(Optional.of(StepName.CLEAN_UP), Kind.NOTE, text, detail.toString());
    }

    private static Optional<Entry> read(String detail) {
        try {
            return entry(JSON.readTree(detail));
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Entry> entry(JsonNode detail) {
        return detail.has("shelf")
                ? Optional.of(
                        new Entry(
                                detail.path("shelf").asText(),
                                detail.path("name").asText(),
                                Instant.parse(detail.path("until").asText())))
                : Optional.empty();
    }
}
