package io.lockstep.app.cli;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Asks the person at the terminal; without one, secrets are the lines of standard input in the
/// order in which they are asked for, and nobody can agree.
final class TerminalAsking implements Asking {
    private static final int LONGEST = 4096;

    private final Terminal terminal;
    private final InputStream in;
    private final Optional<Console> console;

    TerminalAsking(Terminal terminal, InputStream in, Optional<Console> console) {
        this.terminal = terminal;
        this.in = in;
        this.console = console;
    }

    static Asking ofThisProcess(Terminal terminal) {
        return new TerminalAsking(
                terminal,
                System.in,
                Optional.ofNullable(System.console()).filter(Console::isTerminal));
    }

    @Override
    public char[] secret(String prompt) {
        return console.map(person -> Optional.ofNullable(person.readPassword("%s: ", prompt)))
                .orElseGet(this::line)
                .filter(secret -> secret.length > 0)
                .orElseThrow(() -> nothing(prompt));
    }

    @Override
    public boolean agreed(List<String> lines, String question) {
        lines.forEach(terminal::complain);
        if (console.isEmpty()) {
            throw new ProblemException(
                    new Problem(
                            "usage.nobody",
                            "Nobody is there to agree.",
                            "Nothing was signed and nothing was changed.",
                            "Give --yes to agree beforehand."));
        }
        var answer = console.get().readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    /// A line of ASCII or Latin-1; what was read is wiped.
    private Optional<char[]> line() {
        var held = new char[LONGEST];
        try {
            int length = 0;
            int letter = in.read();
            while (letter >= 0 && letter != '\n' && length < LONGEST) {
                held[length++] = (char) letter;
                letter = in.read();
            }
            length -= length > 0 && held[length - 1] == '\r' ? 1 : 0;
            return letter < 0 && length == 0
                    ? Optional.empty()
                    : Optional.of(Arrays.copyOf(held, length));
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "usage.input",
                            "Standard input cannot be read: %s.".formatted(Reason.of(e)),
                            "Nothing was signed and nothing was changed.",
                            "Give it again."),
                    e);
        } finally {
            Arrays.fill(held, '\0');
        }
    }

    private static ProblemException nothing(String prompt) {
        return new ProblemException(
                new Problem(
                        "usage.input",
                        "Nothing was given for: %s.".formatted(prompt),
                        "Nothing was signed and nothing was changed.",
                        "Type it, or give it as a line of standard input."));
    }
}
