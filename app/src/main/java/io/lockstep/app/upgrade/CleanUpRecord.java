package io.lockstep.app.upgrade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.app.upgrade.CleanUpList.Kind;
import java.util.List;
import java.util.Optional;

/// What the journal keeps of a clean-up: written before anything goes, so that one that was cut
/// short knows what it was about.
///
/// @param upgrade the label of the upgrade it belongs to
public record CleanUpRecord(String upgrade, List<Entry> goes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param bytes what removing it frees, measured before anything went
    public record Entry(Kind kind, String name, long bytes) {
        boolean names(CleanUpList.Item item) {
            return kind == item.kind() && name.equals(item.name());
        }
    }

    /// The newest one in the journal.
    public static Optional<CleanUpRecord> newest(Journal journal) {
        return journal.detail(StepName.CLEAN_UP, JournalEntry.Kind.INTENT)
                .flatMap(CleanUpRecord::read);
    }

    public String write() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of names is always JSON", e);
        }
    }

    public long bytesFreed() {
        return goes.stream().mapToLong(Entry::bytes).sum();
    }

    /// Less what stays now.
    public CleanUpRecord without(List<CleanUpList.Item> stays) {
        return new CleanUpRecord(
                upgrade,
                goes.stream().filter(entry -> stays.stream().noneMatch(entry::names)).toList());
    }

    /// The names of one kind, in their order.
    public List<String> names(Kind kind) {
        return goes.stream().filter(entry -> entry.kind() == kind).map(Entry::name).toList();
    }

    private static Optional<CleanUpRecord> read(String detail) {
        try {
            return Optional.of(JSON.readValue(detail, CleanUpRecord.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
