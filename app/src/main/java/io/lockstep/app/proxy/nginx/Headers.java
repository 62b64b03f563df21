package io.lockstep.app.proxy.nginx;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Tells the header fields the engine sets by itself from those that would be lost.
final class Headers {
    private static final String UPGRADE = "$http_upgrade";
    private static final Set<String> FROM = Set.of("default", "", "websocket");
    private static final Set<String> TO = Set.of("", "close", "upgrade", "websocket", UPGRADE);

    private final Set<String> forUpgrade = new HashSet<>(TO);
    private final List<Lost> lost;

    Headers(List<Lost> lost) {
        this.lost = lost;
    }

    /// The usual maps that let a WebSocket through.
    void map(Directive map) {
        var words = map.words();
        var usual =
                words.size() == 2
                        && words.getFirst().equals(UPGRADE)
                        && map.inside().stream()
                                .allMatch(line ->
                                        FROM.contains(line.name())
                                                && line.word().filter(TO::contains).isPresent());
        if (usual) {
            forUpgrade.add(words.getLast());
        } else {
            lost.add(Lost.of(map, "no variable is set"));
        }
    }

    void check(Directive header) {
        var words = header.words();
        if (words.size() != 2) {
            lost.add(Lost.of(header, "it is not a field and its value"));
        } else if (!byEngine(words.getFirst().toLowerCase(Locale.ROOT), words.getLast())) {
            lost.add(Lost.of(header, "the MLNode does not get this field"));
        }
    }

    private boolean byEngine(String field, String value) {
        return switch (field) {
            case "host" -> value.equals("$host") || value.equals("$http_host");
            case "x-real-ip" -> value.equals("$remote_addr");
            case "x-forwarded-for" -> value.equals("$proxy_add_x_forwarded_for");
            case "upgrade", "connection" -> forUpgrade.contains(value);
            default -> false;
        };
    }
}
