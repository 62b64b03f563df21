package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.image.Installation;
import io.lockstep.app.testing.NeedsDocker;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A user who is not in the group docker, played by one that root starts a process as.
@NeedsDocker
class PermissionIT {
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final String NEEDED =
            "(docker-java|lockstep|jackson|commons|guava|failure|slf4j|jna|bc|sshd|jcl|jspecify).*\\.jar";

    @TempDir private Path folder;

    @Test
    void whoMayNotUseTheSocketIsToldTheGroupAndNotToBecomeRoot() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(SETPRIV)
                        && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
                "only root can play another user");

        var said = asNobody(readableClassPath());

        assertThat(said)
                .contains("docker.noPermission")
                .contains("group docker")
                .doesNotContain("sudo");
    }

    /// Copies, since the build's own folders may be closed to others.
    private String readableClassPath() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var entries = new ArrayList<String>();
        for (var source : Installation.ofThisProcess().classPath()) {
            var copy = folder.resolve(entries.size() + "-" + source.getFileName());
            if (Files.isDirectory(source)) {
                copyClasses(source, copy);
                entries.add(copy.toString());
            } else if (source.getFileName().toString().matches(NEEDED)) {
                Files.copy(source, copy);
                entries.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void copyClasses(Path source, Path copy) throws IOException {
        try (Stream<Path> tree = Files.walk(source)) {
            for (var file : tree.filter(f -> f.toString().endsWith(".class")).toList()) {
                var to = copy.resolve(source.relativize(file));
                Files.createDirectories(to.resolveSibling("."));
                Files.copy(file, to);
            }
        }
    }

    private String asNobody(String classPath) throws IOException {
        var command =
                List.of(
                        SETPRIV.toString(),
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        classPath,
                        OpenProbe.class.getName());
        var process =
                new ProcessBuilder(command).directory(new File("/")).redirectErrorStream(true);
        process.environment().keySet().removeAll(List.of("DOCKER_HOST", "DOCKER_CONTEXT"));
        process.environment().put("HOME", folder.toString());
        return new String(process.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
