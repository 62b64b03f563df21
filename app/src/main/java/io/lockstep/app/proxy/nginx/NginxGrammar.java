package io.lockstep.app.proxy.nginx;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads nginx's configuration grammar as nginx does: words, quotes, escapes, comments and blocks,
/// without knowing what any directive means. Whatever it cannot read is a problem with its line.
final class NginxGrammar {
    private static final int FILE = 1 << 20;
    private static final int WORD = 4096;
    private static final int DEPTH = 32;

    private final String text;
    private int at;
    private int line = 1;

    private NginxGrammar(String text) {
        this.text = text;
    }

    static List<Directive> read(String text) {
        var grammar = new NginxGrammar(text);
        if (text.length() > FILE) {
            throw grammar.bad("the file is larger than 1 MiB");
        }
        return grammar.directives(0);
    }

    /// Everything up to the brace that closes the block, or to the end of the file at depth 0.
    private List<Directive> directives(int depth) {
        var opened = line;
        if (depth > DEPTH) {
            throw bad("blocks are nested deeper than %d".formatted(DEPTH));
        }
        List<Directive> all = new ArrayList<>();
        while (moreAfterSpace()) {
            if (text.charAt(at) != '}') {
                all.add(directive(depth));
            } else if (depth == 0) {
                throw bad("this } closes nothing");
            } else {
                at++;
                return all;
            }
        }
        if (depth > 0) {
            throw bad("the file ends and the { of line %d is not closed".formatted(opened));
        }
        return all;
    }

    private Directive directive(int depth) {
        var began = line;
        var from = at;
        List<String> words = new ArrayList<>();
        while (moreAfterSpace()) {
            var next = text.charAt(at);
            if (next == '}') {
                throw bad("a ; is missing before this }");
            }
            if (next != ';' && next != '{') {
                words.add(word());
                continue;
            }
            if (words.isEmpty()) {
                throw bad("nothing stands before this " + next);
            }
            at++;
            Optional<List<Directive>> block =
                    next == ';' ? Optional.empty() : Optional.of(directives(depth + 1));
            return new Directive(
                    began, words.getFirst(), words.subList(1, words.size()), block, from, at);
        }
        throw bad("the file ends inside the directive that begins in line %d".formatted(began));
    }

    /// Skips spaces and comments; whether anything follows.
    private boolean moreAfterSpace() {
        while (at < text.length()) {
            var next = text.charAt(at);
            if (next == '#') {
                var end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (space(next)) {
                step();
            } else {
                return true;
            }
        }
        return false;
    }

    private String word() {
        var first = text.charAt(at);
        return first == '"' || first == '\'' ? quoted(first) : bare();
    }

    private String quoted(char quote) {
        var began = line;
        var word = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            take(word);
        }
        if (at >= text.length()) {
            throw bad("the quote of line %d is not closed".formatted(began));
        }
        at++;
        if (at < text.length() && !ends(text.charAt(at)) && text.charAt(at) != ')') {
            throw bad("a space is missing after the closing quote");
        }
        return word.toString();
    }

    /// The brace of `${name}` opens no block.
    private String bare() {
        var word = new StringBuilder();
        var variable = false;
        while (at < text.length()) {
            var next = text.charAt(at);
            if (ends(next) && !(next == '{' && variable)) {
                break;
            }
            variable = next == '$';
            take(word);
        }
        return word.toString();
    }

    /// One character, or an escape of two.
    private void take(StringBuilder word) {
        if (word.length() >= WORD) {
            throw bad("a word is longer than %d characters".formatted(WORD));
        }
        var taken = step();
        if (taken != '\\' || at >= text.length()) {
            word.append(taken);
            return;
        }
        var escaped = step();
        switch (escaped) {
            case '"', '\'', '\\' -> word.append(escaped);
            case 't' -> word.append('\t');
            case 'r' -> word.append('\r');
            case 'n' -> word.append('\n');
            default -> word.append('\\').append(escaped);
        }
    }

    private char step() {
        var taken = text.charAt(at++);
        if (taken == '\n') {
            line++;
        }
        return taken;
    }

    private static boolean space(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean ends(char c) {
        return space(c) || c == ';' || c == '{';
    }

    private ProblemException bad(String what) {
        return new ProblemException(
                new Problem(
                        "usage.nginx",
                        "This is no nginx configuration: line %d: %s.".formatted(line, what),
                        "Nothing was imported.",
                        "Correct the file; nginx -t names the place too."));
    }
}
