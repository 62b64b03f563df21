package io.lockstep.app.proxy.nginx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of one file with marks in it. Whatever is put in can be taken out again to the byte,
/// also after the operator has edited what is around it.
final class NginxText {
    private static final String BEGIN = "# lockstep begin";
    private static final String END = "# lockstep end";
    private static final Pattern HEAD = Pattern.compile("(?m)^# lockstep front:[^\n]*\n");
    private static final Pattern BLOCK =
            Pattern.compile("(?s)[ \\t]*" + BEGIN + "\n.*?" + END + "\n");
    private static final Pattern INLINE =
            Pattern.compile("(?s)\n" + BEGIN + " here\n.*?" + END + "\n");
    private static final Pattern INSTEAD =
            Pattern.compile("(?:proxy_pass|server) [^;\n]*; # lockstep was \\[([^\n]*)]\n");

    private final String text;
    private final List<Change> changes = new ArrayList<>();

    private record Change(int from, int to, String text) {}

    NginxText(String text) {
        this.text = text;
    }

    /// The operator's own text.
    static String own(String marked) {
        var text = HEAD.matcher(marked).replaceAll("");
        text = INLINE.matcher(text).replaceAll("");
        text = BLOCK.matcher(text).replaceAll("");
        return INSTEAD.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1)));
    }

    /// A directive that is kept as a remark behind the one that is in force instead.
    void instead(Directive directive, String target) {
        var was = text.substring(directive.from(), directive.to());
        changes.add(
                new Change(
                        directive.from(),
                        directive.to(),
                        "%s %s; # lockstep was [%s]\n".formatted(directive.name(), target, was)));
    }

    /// Lines at the end of a block, before its closing brace.
    void append(Directive block, List<String> lines) {
        var brace = block.to() - 1;
        var start = text.lastIndexOf('\n', brace) + 1;
        var indent = text.substring(start, brace);
        var own = indent.isBlank();
        var deeper = own ? indent + "    " : "";
        var all = new StringBuilder();
        all.append(own ? deeper + BEGIN + "\n" : "\n" + BEGIN + " here\n");
        lines.forEach(line -> all.append(deeper + line).append('\n'));
        all.append(deeper).append(END).append('\n');
        changes.add(new Change(own ? start : brace, own ? start : brace, all.toString()));
    }

    /// Whether there is anything to put in.
    boolean changed() {
        return !changes.isEmpty();
    }

    String marked(String head) {
        var all = new StringBuilder(text);
        changes.stream()
                .sorted(Comparator.comparingInt(Change::from).reversed())
                .forEach(change -> all.replace(change.from(), change.to(), change.text()));
        return all.insert(0, head + "\n").toString();
    }
}
