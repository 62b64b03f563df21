package io.lockstep.app.containers.process;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Records of one kind, a folder for each with the record as `record.json` in it; what belongs to
/// it lies beside that file. Written aside and moved, so that a reader never sees half of one.
final class Shelf<T> {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();
    private static final String RECORD = "record.json";
    private static final int ATTEMPTS = 5;

    private final Path folder;
    private final Class<T> type;

    Shelf(Path folder, Class<T> type) {
        this.folder = folder;
        this.type = type;
    }

    /// The folder of one record; names come from people and the chain, so they stay one segment.
    Path folder(String name) {
        var own = folder.resolve(name.replaceAll("[^A-Za-z0-9_.-]", "_")).normalize();
        if (!folder.equals(own.getParent())) {
            throw new IllegalArgumentException("not a name: " + name);
        }
        return own;
    }

    Optional<T> find(String name) {
        var file = folder(name).resolve(RECORD);
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), type));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<T> all() {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var folders = Files.list(folder)) {
            var names = folders.map(own -> own.getFileName().toString()).sorted().toList();
            return names.stream().flatMap(name -> find(name).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(String name, T value) {
        try {
            var own = Files.createDirectories(folder(name));
            var aside = Files.createTempFile(own, "record", ".aside");
            Files.write(aside, JSON.writeValueAsBytes(value));
            Files.move(aside, own.resolve(RECORD), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The record goes first: without it the rest is nothing any more.
    void remove(String name) {
        try {
            Files.deleteIfExists(folder(name).resolve(RECORD));
            deleteTree(folder(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Tries again when somebody, such as a process that just ends, puts something into it.
    static void deleteTree(Path top) {
        for (int left = ATTEMPTS; Files.exists(top); left--) {
            try {
                deleteOnce(top);
            } catch (IOException | UncheckedIOException e) {
                if (left == 0) {
                    throw new UncheckedIOException(new IOException("cannot delete " + top, e));
                }
            }
        }
    }

    private static void deleteOnce(Path top) throws IOException {
        try (var tree = Files.walk(top)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
