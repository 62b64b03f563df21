package io.lockstep.app.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Where each key stands in a settings file, since the parser does not keep it.
record TomlLines(Map<String, Integer> lines) {
    private static final Pattern SECTION = Pattern.compile("\\s*\\[\\s*([^\\]]+?)\\s*].*");
    private static final Pattern KEY =
            Pattern.compile("\\s*([A-Za-z0-9_.\"-]+(?:\\s*\\.\\s*[A-Za-z0-9_\"-]+)*)\\s*=.*");

    static TomlLines of(String text) {
        Map<String, Integer> lines = new HashMap<>();
        var section = "";
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var header = SECTION.matcher(line);
            var key = KEY.matcher(line);
            if (header.matches()) {
                section = plain(header.group(1)) + ".";
                lines.putIfAbsent(plain(header.group(1)), number);
            } else if (key.matches()) {
                lines.putIfAbsent(section + plain(key.group(1)), number);
            }
        }
        return new TomlLines(Map.copyOf(lines));
    }

    /// The line of a key, else of its section, else the first.
    int line(String key) {
        var own = lines.get(key);
        if (own != null) {
            return own;
        }
        var dot = key.lastIndexOf('.');
        return dot < 0 ? 1 : line(key.substring(0, dot));
    }

    private static String plain(String name) {
        return name.replaceAll("[\"\\s]", "");
    }
}
