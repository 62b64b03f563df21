package io.lockstep.app.containers.compose;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Writes maps, lists and values as YAML. Text that YAML could read as something else is quoted as
/// JSON quotes it, which YAML reads alike.
final class Yaml {
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z/.][A-Za-z0-9_./@-]*(:[A-Za-z0-9_./@-]+)*");
    private static final Pattern WORD =
            Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n|~|\\.inf|\\.nan");

    private final StringBuilder text = new StringBuilder();

    private Yaml() {}

    static String of(Map<String, ?> document) {
        var yaml = new Yaml();
        yaml.map(document, 0);
        return yaml.text.toString();
    }

    private void map(Map<?, ?> map, int depth) {
        map.forEach((key, value) -> {
            text.append("  ".repeat(depth)).append(scalar(key.toString())).append(':');
            below(value, depth);
        });
    }

    private void below(Object value, int depth) {
        switch (value) {
            case Map<?, ?> map when map.isEmpty() -> text.append(" {}\n");
            case List<?> list when list.isEmpty() -> text.append(" []\n");
            case Map<?, ?> map -> {
                text.append('\n');
                map(map, depth + 1);
            }
            case List<?> list -> {
                text.append('\n');
                list.forEach(element -> element(element, depth + 1));
            }
            default -> text.append(' ').append(scalar(value)).append('\n');
        }
    }

    private void element(Object element, int depth) {
        text.append("  ".repeat(depth)).append('-');
        if (element instanceof Map<?, ?> map && !map.isEmpty()) {
            var begin = text.length();
            map(map, depth + 1);
            text.replace(begin, begin + 2 * (depth + 1), " ");
        } else {
            below(element, depth);
        }
    }

    private static String scalar(Object value) {
        if (!(value instanceof String string)) {
            return value.toString();
        }
        var plain = PLAIN.matcher(string).matches() && !WORD.matcher(string).matches();
        return plain ? string : TextNode.valueOf(string).toString();
    }
}
