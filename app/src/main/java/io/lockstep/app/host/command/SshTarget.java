package io.lockstep.app.host.command;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.regex.Pattern;

/// A machine reached over SSH, written `[USER@]HOST[:PORT]`.
public record SshTarget(String user, String host, int port) {
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "(?:ssh://)?(?:([A-Za-z0-9._-]+)@)?([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])"
                            + "(?::([0-9]{1,5}))?/?");

    /// @param otherwise the user where the text names none
    public static SshTarget of(String text, String otherwise) {
        var parts = WRITTEN.matcher(text);
        if (!parts.matches() || (parts.group(3) != null && !port(parts.group(3)))) {
            throw new ProblemException(
                    new Problem(
                            "usage.ssh",
                            "%s names no machine.".formatted(text),
                            "Nothing was asked.",
                            "Write it as USER@HOST or USER@HOST:PORT."));
        }
        var user = parts.group(1) == null ? otherwise : parts.group(1);
        var host = parts.group(2).replaceAll("[\\[\\]]", "");
        return new SshTarget(
                user, host, parts.group(3) == null ? 22 : Integer.parseInt(parts.group(3)));
    }

    private static boolean port(String digits) {
        var port = Integer.parseInt(digits);
        return port > 0 && port < 65_536;
    }

    @Override
    public String toString() {
        return user + "@" + host + (port == 22 ? "" : ":" + port);
    }
}
