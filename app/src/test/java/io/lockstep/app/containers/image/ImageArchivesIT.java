package io.lockstep.app.containers.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.containers.TestImages;
import io.lockstep.chain.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageArchivesIT {
    private static final long MEGABYTE = 1_000_000;

    @TempDir private Path folder;

    private final Installation installation = Installation.ofThisProcess();

    @Test
    void theSameSourcesGiveTheSameBytesOnAnyDay() {
        var plan = TestImages.plan("ls-same:1", Map.of("a", "b"));

        var here = TestImages.archives().archive(plan);
        var elsewhere = new ImageArchives(folder, installation).archive(plan);

        assertThat(Digests.of(elsewhere)).isEqualTo(Digests.of(here));
        assertThat(ArchiveManifest.read(here).reference()).isEqualTo("ls-same:1");
    }

    @Test
    void whatWasBuiltOnceIsTakenFromTheCacheAndTheFormerOneGoes() throws IOException {
        var archives = TestImages.archives();
        var first = archives.archive(TestImages.plan("ls-cached:1", Map.of("a", "1")));
        var time = Files.getLastModifiedTime(first);

        assertThat(archives.archive(TestImages.plan("ls-cached:1", Map.of("a", "1"))))
                .isEqualTo(first);
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(time);
        var second = archives.archive(TestImages.plan("ls-cached:1", Map.of("a", "2")));
        assertThat(second).exists().isNotEqualTo(first);
        assertThat(first).doesNotExist();
    }

    @Test
    void theEnginesImageIsSmallAndHasNoShell() throws IOException {
        var plan = ImagePlan.engine("ls-engine:1", installation, Map.of());

        var archive = TestImages.archives().archive(plan);

        assertThat(Files.size(archive)).isLessThan(100 * MEGABYTE);
        var files = new TreeMap<String, TarArchiveEntry>();
        for (var layer : ArchiveManifest.read(archive).layers()) {
            files.putAll(files(archive, layer));
        }
        assertThat(files.keySet())
                .contains("opt/java/bin/java", "etc/passwd", "etc/nsswitch.conf", "tmp/")
                .anyMatch(name -> name.contains("netty-buffer"))
                .anyMatch(name -> name.endsWith("/libc.so.6") || name.contains("ld-musl"))
                .noneMatch(name -> name.matches(".*bin/(ba|da)?sh"))
                .noneMatch(name -> name.contains("javafx") || name.contains("docker-java"));
        assertThat(files)
                .hasEntrySatisfying(
                        "run/lockstep/",
                        folder -> {
                            assertThat(folder.getLongUserId()).isEqualTo(Layer.USER);
                            assertThat(folder.getMode() & 0777).isEqualTo(0700);
                        });
    }

    @Test
    void withoutJlinkNothingIsBuiltAndTheRemedySaysWhatIsNeeded() {
        var runtime = new LinkedRuntime(folder);

        assertThatThrownBy(() -> runtime.layer(folder.resolve("java")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("there is no jlink")
                .hasMessageContaining("JDK of version 25");
    }

    @Test
    void anInstallationThatIsNotBuiltIsNamed() {
        var empty = new Installation(Optional.of(folder), installation.classPath());

        assertThatThrownBy(empty::engine)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Build Lockstep first");
    }

    @Test
    void aFileThatIsNoArchiveIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("no.tar"), "no archive at all");

        assertThatThrownBy(() -> ArchiveManifest.read(file))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.problem().code())
                                        .isEqualTo("containers.archiveUnusable"));
    }

    private static Map<String, TarArchiveEntry> files(Path archive, String layer)
            throws IOException {
        var files = new TreeMap<String, TarArchiveEntry>();
        try (var tar = tar(archive)) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals(layer)) {
                    var inner = new TarArchiveInputStream(tar);
                    for (var file = inner.getNextEntry();
                            file != null;
                            file = inner.getNextEntry()) {
                        files.put(file.getName(), file);
                    }
                    return files;
                }
            }
        }
        return files;
    }

    private static TarArchiveInputStream tar(Path archive) throws IOException {
        return new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(archive)));
    }
}
