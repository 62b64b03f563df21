package io.lockstep.engine.state;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// One engine at a time owns a state folder. The system takes the lock back from a process that
/// died, and keeps it across containers that share the folder.
public final class FolderLock implements AutoCloseable {
    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /// Throws at once when another engine has it.
    public static FolderLock of(Path folder) {
        try {
            Files.createDirectories(folder);
            var file =
                    FileChannel.open(
                            folder.resolve("engine.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (locked(file)) {
                return new FolderLock(file);
            }
            file.close();
        } catch (IOException e) {
            throw new ProblemException(StateFile.unusable(folder, e), e);
        }
        throw new ProblemException(
                new Problem(
                        "engine.stateInUse",
                        "Another engine keeps its state in %s.".formatted(folder),
                        "Nothing was started; the other engine serves on.",
                        "Take over from it with --replace, or name another folder with --state."));
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new IllegalStateException("the lock of the state folder cannot be given up", e);
        }
    }
}
