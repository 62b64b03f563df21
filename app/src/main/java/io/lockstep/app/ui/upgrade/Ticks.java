package io.lockstep.app.ui.upgrade;

import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.CleanUpList.Item;
import java.util.Set;
import java.util.TreeSet;

/// What is ticked of a list that changes under it: what goes by itself unless the tick was taken
/// away, what is offered only if it was set.
final class Ticks {
    private final Set<String> taken = new TreeSet<>();
    private final Set<String> set = new TreeSet<>();

    void tick(String id, boolean on) {
        var _ = on ? set.add(id) : set.remove(id);
        var _ = on ? taken.remove(id) : taken.add(id);
    }

    /// What needs something that is not ticked is not ticked either.
    Set<String> of(CleanUpList list) {
        var on = new TreeSet<>(list.ticked());
        list.offers().stream().map(Item::id).filter(set::contains).forEach(on::add);
        on.removeAll(taken);
        on.removeIf(id -> !on.containsAll(list.before(id)));
        return Set.copyOf(on);
    }
}
