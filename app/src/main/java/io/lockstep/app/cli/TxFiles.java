package io.lockstep.app.cli;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Reads and writes transaction files. An existing file is never replaced: it may be the only copy
/// of a signature.
final class TxFiles {
    private static final long LARGEST = 1 << 20;

    private TxFiles() {}

    static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw problem(
                        file, "cannot be a transaction: it has more than 1 MiB", "Give another.");
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
            throw problem(
                    file, "cannot be written: " + Reason.of(e), "Choose another name for it.");
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
