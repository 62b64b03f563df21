package io.lockstep.app.rehearsal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// What a rehearsal must remember to be gone on with after its process was killed.
///
/// @param management port of this machine at which the engine's listener for 8080 is published
/// @param inference the same for 5000
/// @param verdict what it showed, once the upgrade is over; only striking the stage is left then
record StageFile(
        Scene scene,
        String runtime,
        int management,
        int inference,
        Optional<RehearsalReport> verdict) {
    private static final String NAME = "stage.json";
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModules(new Jdk8Module(), new JavaTimeModule())
                    .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT);

    StageFile with(RehearsalReport verdict) {
        return new StageFile(scene, runtime, management, inference, Optional.of(verdict));
    }

    /// Appears at once and whole.
    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            var aside = folder.resolve(NAME + ".new");
            Files.write(aside, JSON.writeValueAsBytes(this));
            Files.move(aside, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<StageFile> read(Path folder) {
        try {
            return Optional.of(
                    JSON.readValue(Files.readAllBytes(folder.resolve(NAME)), StageFile.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
