package io.lockstep.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
    @TempDir private Path folder;

    @Test
    void oneSentenceNamesWhatIsMissingAndHowToGetIt() throws Exception {
        program("nginx");

        assertThatThrownBy(() -> Programs.on(folder.toString()))
                .hasMessage(
                        "The measurement needs haproxy, wrk, missing here. Nothing was begun."
                                + " Install with: apt-get install haproxy wrk");
    }

    @Test
    void whatCannotPinMeasuresUnpinned() throws Exception {
        program("nginx");
        program("haproxy");
        program("wrk");

        var programs = Programs.on("/nowhere::" + folder);

        assertThat(programs.wrk()).isEqualTo(folder.resolve("wrk"));
        assertThat(new Pins(programs.taskset(), 8).pinned()).isFalse();
    }

    private void program(String name) throws Exception {
        Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
}
