package io.lockstep.app.rehearsal.world;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// How a world that runs is found again: `world.json` in the rehearsal's folder, for its owner
/// only.
///
/// @param token what every request to it must carry
/// @param started when, as RFC 3339
record WorldFile(int port, String token, long pid, String started) {
    private static final String NAME = "world.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Appears at once and whole.
    void write(Path folder) throws IOException {
        var aside = Files.createTempFile(folder, NAME, "", ownerOnly());
        Files.writeString(aside, JSON.writeValueAsString(this));
        Files.move(aside, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    }

    static Optional<WorldFile> read(Path folder) throws IOException {
        try {
            var text = Files.readString(folder.resolve(NAME));
            return Optional.of(JSON.readValue(text, WorldFile.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Removes the file, when it is still this one.
    void remove(Path folder) throws IOException {
        if (read(folder).filter(this::equals).isPresent()) {
            Files.delete(folder.resolve(NAME));
        }
    }

    @Override
    public String toString() {
        return "world of process %d on port %d".formatted(pid, port);
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
