package io.lockstep.app.proxy.front;

import io.lockstep.app.settings.Folders;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/// Keeps the files of a front as they were before each change, on this machine.
public record Backups(Path folder, Clock clock) {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    /// Among the data of these folders.
    public static Backups in(Folders folders) {
        return new Backups(folders.data().resolve("fronts"), Clock.systemUTC());
    }

    /// @return the folder they are in
    Path keep(String container, Map<String, String> files) {
        var kept = folder.resolve(container).resolve(NAME.format(clock.instant()));
        try {
            for (var file : files.entrySet()) {
                var to = kept.resolve(file.getKey().substring(1)).normalize();
                Files.createDirectories(to.getParent());
                Files.writeString(to, file.getValue());
            }
            return kept;
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "front.noBackup",
                            "The backup in %s cannot be written: %s.".formatted(kept, e),
                            "Nothing was changed.",
                            "Make room there, or choose another folder with --home."),
                    e);
        }
    }
}
