package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher on machines that lack something: a clone whose path has a space, with stand-ins for
/// Maven, the JDK, apt and Docker as the only programs beside those of any system.
class LauncherIT {
    private static final List<String> SYSTEM =
            List.of(
                    "sh",
                    "bash",
                    "dirname",
                    "readlink",
                    "sed",
                    "find",
                    "grep",
                    "touch",
                    "mv",
                    "mkdir",
                    "rm",
                    "tail",
                    "mktemp",
                    "cat",
                    "sleep",
                    "env",
                    "chmod",
                    "cp");

    @TempDir private Path machine;
    private Path clone;
    private Path bin;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void aMachineWithAClone() throws IOException {
        clone = Files.createDirectories(machine.resolve("a clone"));
        bin = Files.createDirectories(machine.resolve("bin"));
        var source = Path.of("..").toAbsolutePath().normalize();
        for (var file : List.of("lockstep", "mvnw", ".mvn/jdk.sh")) {
            Files.createDirectories(clone.resolve(file).resolveSibling("."));
            Files.copy(source.resolve(file), clone.resolve(file));
        }
        for (var folder : List.of("resources", "app/src/main", "proxy-engine/src/main")) {
            Files.createDirectories(clone.resolve(folder));
        }
        for (var pom : List.of("pom.xml", "app/pom.xml", "proxy-engine/pom.xml")) {
            Files.writeString(clone.resolve(pom), "<project/>");
        }
        for (var program : SYSTEM) {
            Files.createSymbolicLink(bin.resolve(program), found(program));
        }
        stub("id", "echo 0");
        stub("uname", "echo Linux");
        stub("ldconfig", "cat '%s' 2>/dev/null".formatted(machine.resolve("libraries")));
        jdk("usr/lib/jvm/jdk-25", "25.0.1");
        environment.put("PATH", bin.toString());
        environment.put("LOCKSTEP_ROOT", machine.toString());
    }

    @Test
    void theJdkThatIsNewEnoughIsFoundBesideAnOlderDefault() throws Exception {
        maven();
        environment.put("JAVA_HOME", jdk("usr/lib/jvm/jdk-17", "17.0.15").toString());

        var started = lockstep("version");

        assertThat(started.code()).isZero();
        assertThat(started.out()).startsWith("jdk-25 ");
    }

    @Test
    void withoutAJdkItIsSaidHowToInstallOne() throws Exception {
        Files.delete(machine.resolve("usr/lib/jvm/jdk-25/bin/javac"));

        for (var command : List.of("lockstep", "mvnw")) {
            var started = run(clone.resolve(command).toString(), "version");

            assertThat(started.code()).isEqualTo(69);
            assertThat(started.err())
                    .hasLineCount(1)
                    .startsWith("No JDK 25 or newer was found. Nothing was changed. Install one");
        }
    }

    @Test
    void itBuildsOnceAndAgainWhenASourceChangesOrAJarIsGone() throws Exception {
        maven();

        assertThat(lockstep("version").err()).startsWith("Building");
        assertThat(lockstep("version").err()).isEmpty();
        var source = Files.writeString(clone.resolve("app/src/main/A.java"), "class A {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        assertThat(lockstep("version").err()).startsWith("Building");
        Files.delete(source);
        Files.delete(clone.resolve("app/target/lockstep-app-1.jar"));
        assertThat(lockstep("version").err()).startsWith("Building");
    }

    @Test
    void aJarOfAnOlderVersionIsNotStarted() throws Exception {
        maven();
        Files.createDirectories(clone.resolve("app/target"));
        Files.createFile(clone.resolve("app/target/lockstep-app-0.jar"));

        assertThat(lockstep("version").out())
                .contains("lockstep-app-1.jar")
                .doesNotContain("app-0.jar");
    }

    @Test
    void aBuildThatFailsShowsItsReasonAndStartsNothing() throws Exception {
        stub("mvn", "echo '[ERROR] A.java: missing semicolon'; exit 1");

        var started = lockstep("status", "--json");

        assertThat(started.code()).isEqualTo(1);
        assertThat(started.out()).isEmpty();
        assertThat(started.err())
                .contains("missing semicolon")
                .contains("Lockstep could not be built: the lines above say why. Nothing was");
        assertThat(lockstep("version").code()).isEqualTo(1);
    }

    @Test
    void itWorksFromElsewhereThroughALinkWithArgumentsAsGiven() throws Exception {
        maven();
        var link = Files.createSymbolicLink(bin.resolve("lockstep"), clone.resolve("lockstep"));

        var started = run(link.toString(), "status", "--config", "my file.toml", "*");

        assertThat(started.code()).isZero();
        assertThat(started.out())
                .contains("<%s/app/target/lib/*:".formatted(clone))
                .contains("<io.lockstep.app.cli.Main><status><--config><my file.toml><*>")
                .contains("install " + clone);
        assertThat(run(link.toString(), "engine", "--help").out())
                .contains("<io.lockstep.engine.EngineMain><--help>");
    }

    @Test
    void rootWithoutATerminalGetsWhatIsMissingUnasked() throws Exception {
        apt();

        var started = lockstep("version");

        assertThat(started.code()).isZero();
        assertThat(started.err()).contains("Installing maven").doesNotContain("[Y/n]");
    }

    @Test
    void onATerminalItAsksFirst() throws Exception {
        var script = Path.of("/usr/bin/script");
        Assumptions.assumeTrue(Files.isExecutable(script), "no program that makes a terminal");
        apt();
        var command =
                "echo n | %s -qec '\"%s\" version' /dev/null"
                        .formatted(script, clone.resolve("lockstep"));

        var refused = run("bash", "-o", "pipefail", "-c", command);

        assertThat(refused.code()).isEqualTo(69);
        assertThat(refused.out())
                .contains("Lockstep needs these packages for building: maven. Install them now?")
                .contains("Nothing was installed or changed.");
        assertThat(bin.resolve("mvn")).doesNotExist();
    }

    @Test
    void whoCannotInstallIsToldWhat() throws Exception {
        assertThat(lockstep("version"))
                .satisfies(none -> {
                    assertThat(none.code()).isEqualTo(69);
                    assertThat(none.err())
                            .hasLineCount(1)
                            .contains("Missing for building: maven")
                            .contains("package manager of this system");
                });
        apt();
        stub("id", "echo 1000");

        var user = lockstep("version");

        assertThat(user.code()).isEqualTo(69);
        assertThat(user.err()).hasLineCount(1).contains("as root (apt-get install maven)");
    }

    @Test
    void packagesThatCannotBeInstalledShowTheReason() throws Exception {
        stub("apt-get", "echo 'E: no network' >&2; exit 100");

        var started = lockstep("version");

        assertThat(started.code()).isEqualTo(69);
        assertThat(started.err())
                .contains("E: no network")
                .contains("The packages maven could not be installed. Nothing was built");
    }

    @Test
    void onlyAWindowNeedsWhatDrawsOne() throws Exception {
        maven();
        assertThat(lockstep("rehearse").code()).isZero();
        environment.put("DISPLAY", ":0");

        assertThat(lockstep("rehearse", "--no-window").code()).isZero();
        assertThat(lockstep("status").code()).isZero();
        var without = lockstep("rehearse");
        assertThat(without.code()).isEqualTo(69);
        assertThat(without.err()).contains("Missing for the window: libgtk-3-0 libgl1 libxtst6");

        Files.writeString(
                machine.resolve("libraries"), "libgtk-3.so.0\nlibGL.so.1\nlibXtst.so.6\n");
        Files.createDirectories(machine.resolve("usr/share/fonts"));
        Files.createFile(machine.resolve("usr/share/fonts/DejaVuSans.ttf"));
        assertThat(lockstep("console").code()).isZero();
    }

    @Test
    void verifyEndsTheDockerEngineThatItStarted() throws Exception {
        testTools();
        var up = machine.resolve("up");
        var ended = machine.resolve("ended");
        stub("docker", "[ -e '%s' ]".formatted(up));
        stub(
                "dockerd",
                "trap \"rm '%1$s'; touch '%2$s'; exit 0\" TERM; touch '%1$s'; while :; do sleep 0.05; done"
                        .formatted(up, ended));

        var started = lockstep("verify", "-q");

        assertThat(started.code()).as(started.err()).isZero();
        assertThat(started.err()).contains("Starting a Docker engine");
        assertThat(started.out()).contains("verify -q").contains("docker is up");
        assertThat(ended).exists();
        assertThat(up).doesNotExist();
    }

    @Test
    void verifyLeavesADockerEngineThatRan() throws Exception {
        testTools();
        stub("docker", "exit 0");
        stub("dockerd", "touch '%s'".formatted(machine.resolve("begun")));

        assertThat(lockstep("verify").code()).isZero();
        assertThat(machine.resolve("begun")).doesNotExist();
    }

    @Test
    void aDockerEngineThatCannotStartIsToldWithItsReason() throws Exception {
        testTools();
        stub("docker", "exit 1");
        stub("dockerd", "echo 'failed to mount overlay' >&2; exit 1");

        var started = lockstep("verify");

        assertThat(started.code()).isZero();
        assertThat(started.err())
                .contains("No Docker engine could be started (failed to mount overlay)");
    }

    private Started lockstep(String... arguments) throws InterruptedException {
        var command = new ArrayList<>(List.of(arguments));
        command.addFirst(clone.resolve("lockstep").toString());
        return Started.run(machine, environment, command);
    }

    private Started run(String... command) throws InterruptedException {
        return Started.run(machine, environment, List.of(command));
    }

    /// A Maven that makes the jars and tells how it was called.
    private void maven() throws IOException {
        Files.writeString(
                bin.resolve("mvn"),
                """
                #!/bin/sh
                echo "$*"
                [ ! -e '%s' ] || echo docker is up
                for module in app proxy-engine; do
                  mkdir -p "$module/target"
                  touch "$module/target/lockstep-$module-1.jar"
                done
                """
                        .formatted(machine.resolve("up")));
        executable(bin.resolve("mvn"));
    }

    /// An apt that installs Maven by uncovering it.
    private void apt() throws IOException {
        maven();
        Files.move(bin.resolve("mvn"), machine.resolve("mvn"));
        stub(
                "apt-get",
                "[ \"$1\" != install ] || cp '%s' '%s'".formatted(machine.resolve("mvn"), bin));
    }

    private void testTools() throws IOException {
        maven();
        for (var tool :
                List.of(
                        "docker-compose",
                        "docker-registry",
                        "openssl",
                        "nginx",
                        "haproxy",
                        "wrk",
                        "Xvfb",
                        "xauth",
                        "sshd",
                        "objdump")) {
            stub(tool, "exit 0");
        }
        Files.writeString(
                machine.resolve("libraries"), "libgtk-3.so.0\nlibGL.so.1\nlibXtst.so.6\n");
        Files.createDirectories(machine.resolve("usr/share/fonts"));
        Files.createFile(machine.resolve("usr/share/fonts/DejaVuSans.ttf"));
    }

    /// A JDK whose java prints its name and its arguments.
    private Path jdk(String folder, String version) throws IOException {
        var home = Files.createDirectories(machine.resolve(folder));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        Files.writeString(home.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(
                home.resolve("bin/java"),
                "#!/bin/sh\necho \"%s install $LOCKSTEP_INSTALL\"\nprintf '<%%s>' \"$@\"\n"
                        .formatted(home.getFileName()));
        executable(home.resolve("bin/javac"));
        executable(home.resolve("bin/java"));
        return home;
    }

    private void stub(String name, String body) throws IOException {
        Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        executable(bin.resolve(name));
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path found(String program) {
        for (var folder : List.of("/usr/bin", "/bin")) {
            var path = Path.of(folder, program);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return path;
            }
        }
        throw new AssertionError("this system has no " + program);
    }
}
