package io.lockstep.app.upgrade.act;

import io.lockstep.app.settings.Folders;
import io.lockstep.app.upgrade.Inventory.LeftFile;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Files of our own that nothing needs any more: what a build of an image left when it was cut
/// short, and records put aside because they could not be read. Nothing else is ever looked at.
public final class LeftFiles {
    /// A build takes minutes; what is older belongs to none that still runs.
    private static final Duration CUT_SHORT = Duration.ofHours(1);

    private final Optional<Folders> folders;
    private final Clock clock;

    public LeftFiles(Optional<Folders> folders, Clock clock) {
        this.folders = folders;
        this.clock = clock;
    }

    public List<LeftFile> all() {
        return folders.stream()
                .flatMap(known ->
                        Stream.concat(
                                cutShort(known.cache().resolve("images")).stream(),
                                aside(known.data()).stream()))
                .toList();
    }

    private List<LeftFile> cutShort(Path folder) {
        return in(folder)
                .filter(Files::isDirectory)
                .filter(path -> path.getFileName().toString().matches("(?:link|build)-[0-9]+"))
                .filter(this::old)
                .map(path -> left(path, "left by a build that was cut short", false))
                .toList();
    }

    private List<LeftFile> aside(Path folder) {
        return in(folder)
                .filter(Files::isRegularFile)
                .filter(path -> path.getFileName().toString().endsWith(".unreadable"))
                .map(path -> left(path, "put aside, for it could not be read", true))
                .toList();
    }

    private static Stream<Path> in(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(path -> !Files.isSymbolicLink(path)).sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private boolean old(Path path) {
        try {
            var age =
                    Duration.between(Files.getLastModifiedTime(path).toInstant(), clock.instant());
            return age.compareTo(CUT_SHORT) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static LeftFile left(Path path, String reason, boolean keeps) {
        try (var tree = Files.walk(path)) {
            var bytes = tree.filter(Files::isRegularFile).mapToLong(p -> p.toFile().length()).sum();
            return new LeftFile(path, bytes, reason, keeps);
        } catch (IOException e) {
            return new LeftFile(path, 0, reason, keeps);
        }
    }

    /// Only what [#all] names, with everything below it; links are removed and not followed.
    void remove(String name) {
        var found = all().stream().filter(file -> file.path().toString().equals(name)).findFirst();
        if (found.isEmpty()) {
            return;
        }
        try (var tree = Files.walk(found.get().path())) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "cleanUp.file",
                            "%s cannot be removed: %s.".formatted(name, Reason.of(e)),
                            "What is not named was not touched.",
                            "Remove it yourself, then clean up again."),
                    e);
        }
    }
}
