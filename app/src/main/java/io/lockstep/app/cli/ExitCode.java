package io.lockstep.app.cli;

import io.lockstep.chain.problem.Problem;
import java.util.Set;

/// What the command line ends with.
final class ExitCode {
    static final int FINE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int MISSING = 69;

    /// An image that was found and must not or cannot be used.
    private static final Set<String> UNTRUSTED =
            Set.of(
                    "image.unsigned",
                    "image.badSignature",
                    "image.digestMismatch",
                    "image.registryNotAllowed",
                    "image.driverTooOld",
                    "image.noRoom",
                    "image.cancelled",
                    "docker.pullCancelled",
                    "docker.imageCorrupted",
                    "docker.otherContent",
                    "docker.diskFull",
                    "compose.unpinned");

    /// A front that was found and not changed, or changed back.
    private static final Set<String> FRONT =
            Set.of(
                    "front.refused",
                    "front.leadsNowhere",
                    "front.noBackup",
                    "front.notWritten",
                    "front.otherFile",
                    "front.notReloaded",
                    "front.enginePorts",
                    "front.cutover");

    private ExitCode() {}

    /// Bad words are usage, a measurement or a transaction that came to nothing failed, and
    /// whatever is missing or does not answer is missing.
    static int of(Problem problem) {
        if (UNTRUSTED.contains(problem.code()) || FRONT.contains(problem.code())) {
            return FAILED;
        }
        if (problem.code().equals("bench.failed") || acting(problem.code())) {
            return FAILED;
        }
        return problem.code().startsWith("usage.") || problem.code().equals("settings.bad")
                ? USAGE
                : MISSING;
    }

    /// A transaction that was not made or did nothing; a node without an answer is missing.
    private static boolean acting(String code) {
        return (code.startsWith("tx.") && !code.equals("tx.noAnswer"))
                || code.startsWith("propose.")
                || code.equals("keys.locked");
    }
}
