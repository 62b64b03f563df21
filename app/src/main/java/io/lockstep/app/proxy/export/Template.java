package io.lockstep.app.proxy.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with `${name}` in it, and lines between `#each LIST` and `#end` for each of a list.
final class Template {
    private static final Pattern NAME = Pattern.compile("\\$\\{(\\w+)}");
    private static final String EACH = "#each ";
    private static final String END = "#end";

    private final Map<String, List<Map<String, String>>> lists;
    private final StringBuilder filled = new StringBuilder();

    private Template(Map<String, List<Map<String, String>>> lists) {
        this.lists = lists;
    }

    /// @param file below `export/` among the resources
    static String fill(
            String file, Map<String, String> values, Map<String, List<Map<String, String>>> lists) {
        var template = new Template(lists);
        template.lines(text(file).lines().toList(), values);
        return template.filled.toString();
    }

    private static String text(String file) {
        try (var in = Template.class.getResourceAsStream("/export/" + file)) {
            return new String(
                    Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lines(List<String> lines, Map<String, String> values) {
        for (var at = 0; at < lines.size(); at++) {
            var line = lines.get(at);
            if (line.startsWith(EACH)) {
                var end = end(lines, at);
                each(line.substring(EACH.length()), lines.subList(at + 1, end), values);
                at = end;
            } else {
                filled.append(filled(line, values)).append('\n');
            }
        }
    }

    /// Each element has `comma` where another one follows.
    private void each(String list, List<String> lines, Map<String, String> values) {
        Iterator<Map<String, String>> elements =
                Objects.requireNonNull(lists.get(list), list).iterator();
        while (elements.hasNext()) {
            var all = new HashMap<>(values);
            all.putAll(elements.next());
            all.put("comma", elements.hasNext() ? "," : "");
            lines(lines, all);
        }
    }

    private static int end(List<String> lines, int begin) {
        var depth = 0;
        for (var at = begin; at < lines.size(); at++) {
            depth += lines.get(at).startsWith(EACH) ? 1 : lines.get(at).equals(END) ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new IllegalStateException("line %d is not ended".formatted(begin + 1));
    }

    private static String filled(String line, Map<String, String> values) {
        return NAME.matcher(line)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                Objects.requireNonNull(
                                        values.get(found.group(1)), found.group(1))));
    }
}
