package io.lockstep.chain.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Versions and the heights from which on they count, highest first, as the first generation keeps
/// them (fact sheet, section 4.2). Immutable.
///
/// The same version at the same height is kept once; two versions of one height stand in the order
/// in which they were learned, and nothing but its height takes one away.
public final class NodeVersionStack {
    public static final NodeVersionStack EMPTY = new NodeVersionStack(List.of());

    private final List<Entry> descending;

    /// @param version exactly as on chain
    public record Entry(long height, String version) {}

    /// @param version that counts now; empty when none was due
    /// @param left what is still to come
    public record Popped(Optional<String> version, NodeVersionStack left) {}

    private NodeVersionStack(List<Entry> descending) {
        this.descending = descending;
    }

    public List<Entry> entries() {
        return descending;
    }

    public NodeVersionStack insert(long height, String version) {
        var entry = new Entry(height, version);
        if (descending.contains(entry)) {
            return this;
        }
        List<Entry> grown = new ArrayList<>(descending);
        var at = 0;
        while (at < grown.size() && grown.get(at).height() >= height) {
            at++;
        }
        grown.add(at, entry);
        return new NodeVersionStack(List.copyOf(grown));
    }

    /// Takes away all that is due. The highest of them counts; of two of one height the one learned
    /// first.
    public Popped pop(long height) {
        var due = descending.stream().filter(entry -> entry.height() <= height).findFirst();
        var left = descending.stream().filter(entry -> entry.height() > height).toList();
        return new Popped(due.map(Entry::version), new NodeVersionStack(left));
    }
}
