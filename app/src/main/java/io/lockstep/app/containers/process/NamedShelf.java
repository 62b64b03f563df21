package io.lockstep.app.containers.process;

import io.lockstep.app.containers.HostProblems;
import io.lockstep.app.containers.Labels;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Networks or volumes, one `kind` of them.
final class NamedShelf {
    private final String kind;
    private final Shelf<Named> shelf;

    NamedShelf(String kind, Path folder) {
        this.kind = kind;
        this.shelf = new Shelf<>(folder, Named.class);
    }

    Shelf<Named> shelf() {
        return shelf;
    }

    boolean has(String name) {
        return shelf.find(name).isPresent();
    }

    void create(String name, Map<String, String> labels) {
        var found = shelf.find(name);
        if (found.isEmpty()) {
            shelf.put(name, new Named(name, labels));
        } else if (!found.get().carries(labels)) {
            throw HostProblems.nameTaken(name, "a " + kind + " that is not ours");
        }
    }

    List<String> labelled(Map<String, String> labels) {
        return shelf.all().stream().filter(n -> n.carries(labels)).map(Named::name).toList();
    }

    /// @param users names of the containers that use it
    void remove(String name, List<String> users) {
        var found = shelf.find(name);
        if (found.isEmpty()) {
            return;
        }
        if (!Labels.ours(found.get().labels())) {
            throw HostProblems.notOurs(kind, name);
        }
        if (!users.isEmpty()) {
            throw HostProblems.inUse(kind, name, String.join(", ", users));
        }
        shelf.remove(name);
    }
}
