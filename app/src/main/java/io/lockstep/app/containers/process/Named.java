package io.lockstep.app.containers.process;

import java.util.Map;

/// A network or a volume: a name with labels.
record Named(String name, Map<String, String> labels) {
    boolean carries(Map<String, String> wanted) {
        return labels.entrySet().containsAll(wanted.entrySet());
    }
}
