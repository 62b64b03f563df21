package io.lockstep.app.containers.image;

import io.lockstep.app.containers.HostProblems;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The lower layer of every image of ours: a small Java runtime linked from the one that runs us,
/// the system libraries it needs, and the few files a program expects of a system. No shell.
///
/// The runtime gets an archive of its preloaded classes, which takes a JVM's start from about 165
/// to about 50 milliseconds for 14 MB more.
final class LinkedRuntime {
    static final String HOME = "/opt/java";

    private static final List<String> MODULES =
            List.of(
                    "java.base",
                    "java.logging",
                    "java.management",
                    "java.naming",
                    "java.net.http",
                    "java.xml",
                    "jdk.httpserver",
                    "jdk.management",
                    "jdk.net",
                    "jdk.unsupported");
    private static final Pattern LIBRARY = Pattern.compile("(?:=> |^\\s*)(/\\S+) \\(0x");

    /// Found by name only when a host is looked up, so `ldd` does not tell them.
    private static final List<String> LOOKED_UP =
            List.of("libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2");

    private final Path javaHome;

    LinkedRuntime(Path javaHome) {
        this.javaHome = javaHome;
    }

    /// Changes when the JDK, its modules or the system's libraries do.
    String key() {
        try {
            var text = new StringBuilder("1 ").append(MODULES);
            text.append(Files.readString(javaHome.resolve("release")));
            var needed =
                    List.of(javaHome.resolve("bin/java"), javaHome.resolve("lib/server/libjvm.so"));
            for (var library : libraries(needed)) {
                text.append(library).append(Files.size(library));
                text.append(Files.getLastModifiedTime(library));
            }
            return Digests.of(text.toString()).substring(0, 16);
        } catch (IOException e) {
            throw notLinked(String.valueOf(e.getMessage()));
        }
    }

    /// Links into that folder, which must not exist, and gathers the layer.
    Layer layer(Path folder) throws IOException {
        link(folder);
        var layer = new Layer().tree(HOME, folder, "legal/", "include/", "man/");
        try (var files = Files.walk(folder)) {
            var binaries = files.filter(LinkedRuntime::binary).sorted().toList();
            libraries(binaries).stream()
                    .filter(library -> !library.startsWith(folder))
                    .forEach(library -> layer.file(library.toString(), real(library)));
        }
        return layer.text("/etc/passwd", users("x:"))
                .text("/etc/group", users("x:").replaceAll("(?m)^(\\w+:x:\\d+):.*", "$1:"))
                .text("/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n")
                .owned("/tmp", 01777);
    }

    private static String users(String secret) {
        return "root:%s0:0::/:/none\nlockstep:%s%d:%d::/tmp:/none\n"
                .formatted(secret, secret, Layer.USER, Layer.USER);
    }

    private void link(Path folder) throws IOException {
        var jlink = javaHome.resolve("bin/jlink");
        if (!Files.isExecutable(jlink)) {
            throw notLinked("there is no jlink in " + javaHome.resolve("bin"));
        }
        run(
                jlink.toString(),
                "--add-modules=" + String.join(",", MODULES),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--compress=zip-6",
                "--vm=server",
                "--output=" + folder);
        run(folder.resolve("bin/java").toString(), "-XX:+UseSerialGC", "-Xshare:dump");
    }

    private static boolean binary(Path file) {
        var name = file.getFileName().toString();
        return Files.isRegularFile(file) && (name.endsWith(".so") || name.equals("java"));
    }

    private static Path real(Path library) {
        try {
            return library.toRealPath();
        } catch (IOException e) {
            throw notLinked(String.valueOf(e.getMessage()));
        }
    }

    private static Set<Path> libraries(List<Path> binaries) throws IOException {
        var command = new ArrayList<>(List.of("ldd"));
        binaries.forEach(binary -> command.add(binary.toString()));
        var libraries = new LinkedHashSet<Path>();
        run(command.toArray(String[]::new))
                .lines()
                .forEach(line -> path(line).ifPresent(libraries::add));
        var folders = libraries.stream().map(Path::getParent).distinct().toList();
        for (var folder : folders) {
            LOOKED_UP.stream().map(folder::resolve).filter(Files::exists).forEach(libraries::add);
        }
        return libraries;
    }

    private static Optional<Path> path(String line) {
        var found = LIBRARY.matcher(line);
        return found.find() ? Optional.of(Path.of(found.group(1)).normalize()) : Optional.empty();
    }

    private static String run(String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                var name = Path.of(command[0]).getFileName();
                throw notLinked(
                        name + " says " + Stream.of(output.split("\n", 2)).findFirst().orElse(""));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw notLinked("it was interrupted");
        }
        return output;
    }

    private static ProblemException notLinked(String detail) {
        return HostProblems.problem(
                "image.notLinked",
                "No Java runtime could be linked for the image: " + detail + ".",
                "No image was built; what runs goes on running.",
                "Run Lockstep with a JDK of version 25 (it has bin/jlink) on Linux.");
    }
}
