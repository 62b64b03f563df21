package io.lockstep.app.containers.image;

import io.lockstep.app.containers.HostProblems;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where this Lockstep's own code lies: the folder the launcher names in `LOCKSTEP_INSTALL`, or the
/// class path it runs from.
///
/// @param root the launcher's folder
/// @param classPath what counts without one
public record Installation(Optional<Path> root, List<Path> classPath) {
    private static final Pattern ENGINE_JARS =
            Pattern.compile(
                    "(lockstep-(chain|proxy-engine)|netty|jackson-(core|annotations|databind|datatype)"
                            + "|okhttp|okio|kotlin-stdlib|annotations-\\d|picocli|jspecify).*\\.jar");

    public static Installation ofThisProcess() {
        var entries = System.getProperty("java.class.path", "").split(File.pathSeparator);
        return new Installation(
                Optional.ofNullable(System.getenv("LOCKSTEP_INSTALL")).map(Path::of),
                Stream.of(entries).filter(entry -> !entry.isEmpty()).map(Path::of).toList());
    }

    /// The proxy engine and what it needs.
    public List<Path> engine() {
        return root.map(Installation::engineBelow)
                .orElseGet(() -> onClassPath(Installation::engineEntry));
    }

    /// What the engine needs and the app's own classes, for the stand-ins of the rehearsal.
    public List<Path> standIn() {
        return root.map(Installation::standInBelow)
                .orElseGet(() ->
                        onClassPath(entry ->
                                engineEntry(entry)
                                        || holds(entry, "app")
                                        || name(entry).matches("lockstep-app.*\\.jar")));
    }

    private static List<Path> engineBelow(Path root) {
        var target = root.resolve("proxy-engine/target");
        var jars = new ArrayList<>(jars(target.resolve("lib")));
        jars.addAll(own(target, "lockstep-proxy-engine-"));
        return jars;
    }

    private static List<Path> standInBelow(Path root) {
        var jars = new ArrayList<>(engineBelow(root));
        jars.addAll(own(root.resolve("app/target"), "lockstep-app-"));
        return jars;
    }

    private static List<Path> own(Path target, String prefix) {
        var own = jars(target).stream().filter(jar -> name(jar).startsWith(prefix)).toList();
        if (own.isEmpty()) {
            throw HostProblems.problem(
                    "image.notBuilt",
                    "There is no " + prefix + "*.jar in " + target + ".",
                    "No image was built.",
                    "Build Lockstep first; the launcher does it by itself.");
        }
        return own;
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> name(file).endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> onClassPath(Predicate<Path> wanted) {
        return classPath.stream().filter(Files::exists).filter(wanted).toList();
    }

    private static boolean engineEntry(Path entry) {
        return ENGINE_JARS.matcher(name(entry)).matches()
                || holds(entry, "chain")
                || holds(entry, "engine");
    }

    private static boolean holds(Path entry, String part) {
        return name(entry).equals("classes")
                && Files.isDirectory(entry.resolve("io/lockstep").resolve(part));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
