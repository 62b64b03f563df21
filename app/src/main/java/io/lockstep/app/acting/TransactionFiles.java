package io.lockstep.app.acting;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Transaction files and what goes into them. An existing one is never replaced: it may be the only
/// copy of a signature.
public final class TransactionFiles {
    private static final long LARGEST = 1 << 20;

    private TransactionFiles() {}

    /// At most one MiB; a larger file is none of these.
    public static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw problem(file, "has more than 1 MiB", "Give another.");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw problem(file, "cannot be read: " + Reason.of(e), "Check its name.");
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(
                    file, text + "\n", StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw problem(file, "cannot be written: " + Reason.of(e), "Choose another name.");
        }
    }

    private static ProblemException problem(Path file, String what, String remedy) {
        return new ProblemException(
                new Problem(
                        "usage.file",
                        "The file %s %s.".formatted(file, what),
                        "Nothing was signed and nothing was sent.",
                        remedy));
    }
}
