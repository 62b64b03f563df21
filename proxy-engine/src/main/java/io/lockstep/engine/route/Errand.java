package io.lockstep.engine.route;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Set;

/// What a request wants of an MLNode (fact sheet, section 5.3).
public enum Errand {
    /// Inference, and everything else that is not management.
    WORK,
    /// Reading the management API.
    INSPECTION,
    /// Changing something through the management API.
    COMMAND;

    private static final byte[] MANAGEMENT = "/api/v1/".getBytes(ISO_8859_1);
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /// @param target with or without its version prefix; an operator's own segment may stand before
    ///   the API's path, too
    public static Errand of(String method, String target) {
        var bytes = (method + target).getBytes(ISO_8859_1);
        var query = target.indexOf('?');
        var path = query < 0 ? bytes.length : method.length() + query;
        return of(bytes, 0, method.length(), method.length(), path);
    }

    /// As [#of(String, String)], where method and path lie in the bytes of a head. Makes nothing
    /// for [#WORK].
    public static Errand of(byte[] head, int methodFrom, int methodTo, int pathFrom, int pathTo) {
        for (var at = pathFrom; at <= pathTo - MANAGEMENT.length; at++) {
            if (head[at] == '/'
                    && Arrays.equals(
                            head, at, at + MANAGEMENT.length, MANAGEMENT, 0, MANAGEMENT.length)) {
                var method = new String(head, methodFrom, methodTo - methodFrom, ISO_8859_1);
                return READS.contains(method) ? INSPECTION : COMMAND;
            }
        }
        return WORK;
    }
}
