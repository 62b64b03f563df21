package io.lockstep.engine.proxy;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// An address to listen on.
///
/// @param port 0 lets the system choose
/// @param upstreamPort where requests of this listener go at the chosen upstream's host; its own
///   port when absent
public record Listen(String host, int port, OptionalInt upstreamPort) {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?<host>\\[[0-9a-fA-F:.]+]|[^:=/\\s]+):(?<port>\\d{1,5})(=(?<up>\\d{1,5}))?");

    /// Reads `HOST:PORT` or `HOST:PORT=UPSTREAM_PORT`.
    public static Listen parse(String text) {
        var found = FORM.matcher(text);
        if (!found.matches()) {
            throw bad(text);
        }
        var port = Integer.parseInt(found.group("port"));
        var up = found.group("up");
        var upstream = up == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(up));
        if (port > 65535 || upstream.orElse(1) > 65535 || upstream.orElse(1) < 1) {
            throw bad(text);
        }
        return new Listen(found.group("host").replaceAll("[\\[\\]]", ""), port, upstream);
    }

    private static ProblemException bad(String text) {
        return new ProblemException(
                new Problem(
                        "engine.badListen",
                        "The listen address %s is not HOST:PORT or HOST:PORT=UPSTREAM_PORT."
                                .formatted(text),
                        "Nothing was started.",
                        "Write it as 127.0.0.1:8080 or 127.0.0.1:5000=5000."));
    }
}
