package io.lockstep.app.settings;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// `lockstep.toml`: what the operator edits. An unknown key or a bad value names its line; a file
/// is replaced as a whole or not at all.
public final class SettingsFile {
    private static final TomlMapper TOML = new TomlMapper();

    private final Path path;

    public SettingsFile(Path path) {
        this.path = path;
    }

    public static SettingsFile in(Folders folders) {
        return new SettingsFile(folders.config().resolve("lockstep.toml"));
    }

    public Path path() {
        return path;
    }

    /// The defaults where there is no file.
    public Settings read() {
        try {
            return parse(Files.readString(path));
        } catch (NoSuchFileException e) {
            return Settings.defaults();
        } catch (IOException e) {
            throw new ProblemException(bad("cannot be read: " + Reason.of(e)), e);
        }
    }

    /// As [#read], but the file must be there.
    public Settings readExisting() {
        if (!Files.exists(path)) {
            throw new ProblemException(bad("is not there"));
        }
        return read();
    }

    Settings parse(String text) {
        JsonNode document;
        try {
            document = TOML.readTree(text);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new ProblemException(
                    bad(
                            "is no TOML at line %d: %s"
                                    .formatted(at == null ? 1 : at.getLineNr(), firstLine(e))),
                    e);
        }
        try {
            return SettingsReader.read(document);
        } catch (BadValueException e) {
            var line = TomlLines.of(text).line(e.key());
            throw new ProblemException(bad("line %d: %s".formatted(line, e.getMessage())), e);
        }
    }

    /// Written beside, synced and moved, so that a crash leaves the old file or the new one.
    public void write(Settings settings) {
        var folder = path.toAbsolutePath().normalize().resolveSibling(".");
        try {
            Files.createDirectories(folder.normalize());
            var side = path.resolveSibling(path.getFileName() + ".new");
            try (var channel =
                    FileChannel.open(
                            side,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                var bytes =
                        ByteBuffer.wrap(
                                SettingsWriter.text(settings).getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    var _ = channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(
                    side,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ProblemException(bad("cannot be written: " + Reason.of(e)), e);
        }
    }

    private Problem bad(String what) {
        return new Problem(
                "settings.bad",
                "The settings file %s %s.".formatted(path, what),
                "Nothing was started or changed.",
                "Correct the file, or name another with --config.");
    }

    private static String firstLine(JacksonException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    }
}
