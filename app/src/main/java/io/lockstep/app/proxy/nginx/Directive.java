package io.lockstep.app.proxy.nginx;

import java.util.List;
import java.util.Optional;

/// One directive of nginx's grammar.
///
/// @param words its arguments, unquoted
/// @param block what stands between its braces; empty when it ends with a semicolon
/// @param from where its name begins in the text
/// @param to behind its semicolon or closing brace
record Directive(
        int line,
        String name,
        List<String> words,
        Optional<List<Directive>> block,
        int from,
        int to) {
    private static final int SHOWN = 80;

    Directive {
        words = List.copyOf(words);
        block = block.map(List::copyOf);
    }

    /// What is in its block, nothing for one without.
    List<Directive> inside() {
        return block.orElse(List.of());
    }

    boolean is(String name) {
        return this.name.equals(name);
    }

    /// The only argument, when there is exactly one and no block.
    Optional<String> word() {
        return words.size() == 1 && block.isEmpty()
                ? Optional.of(words.getFirst())
                : Optional.empty();
    }

    /// Where to find it, in a sentence.
    String place() {
        return "%s in line %d".formatted(name, line);
    }

    /// As it stood in the file, on one line and short enough to show.
    String shown() {
        var all =
                (name + " " + String.join(" ", words)).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return all.length() <= SHOWN ? all : all.substring(0, SHOWN) + "…";
    }
}
