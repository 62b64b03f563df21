package io.lockstep.engine.route;

import java.util.Set;

/// What a request wants of an MLNode (fact sheet, section 5.3).
public enum Errand {
    /// Inference, and everything else that is not management.
    WORK,
    /// Reading the management API.
    INSPECTION,
    /// Changing something through the management API.
    COMMAND;

    private static final String MANAGEMENT = "/api/v1/";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /// @param target with or without its version prefix; an operator's own segment may stand before
    ///   the API's path, too
    public static Errand of(String method, String target) {
        var query = target.indexOf('?');
        var at = target.indexOf(MANAGEMENT);
        if (at < 0 || (query >= 0 && query < at)) {
            return WORK;
        }
        return READS.contains(method) ? INSPECTION : COMMAND;
    }
}
