package io.lockstep.app.bench;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The programs of this machine that a measurement uses.
///
/// @param taskset absent where processes cannot be pinned
record Programs(Path nginx, Path haproxy, Path wrk, Optional<Path> taskset) {
    private static final List<String> NEEDED = List.of("nginx", "haproxy", "wrk");

    /// @param path folders as in the variable of that name
    static Programs on(String path) {
        var missing = NEEDED.stream().filter(name -> find(path, name).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new ProblemException(lacking(missing));
        }
        return new Programs(
                find(path, "nginx").orElseThrow(),
                find(path, "haproxy").orElseThrow(),
                find(path, "wrk").orElseThrow(),
                find(path, "taskset"));
    }

    private static Optional<Path> find(String path, String name) {
        var folders = path.split(Pattern.quote(File.pathSeparator), -1);
        return Stream.of(folders)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Problem lacking(List<String> missing) {
        return new Problem(
                "bench.missing",
                "The measurement needs %s, missing here.".formatted(String.join(", ", missing)),
                "Nothing was begun.",
                "Install with: apt-get install " + String.join(" ", missing));
    }
}
