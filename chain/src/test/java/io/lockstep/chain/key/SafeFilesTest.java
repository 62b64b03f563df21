package io.lockstep.chain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeFilesTest {
    @TempDir private Path folder;

    @Test
    void aFileIsReplacedWholeAndReadableByItsOwnerAlone() throws IOException {
        var file = folder.resolve("key");

        SafeFiles.write(folder, file, "a".repeat(100_000));
        SafeFiles.write(folder, file, "second");

        assertThat(file).hasContent("second");
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(folder).isDirectoryNotContaining(left -> !left.equals(file));
    }

    @Test
    void aWriteThatFailsLeavesWhatWasThereAndNothingBeside() throws IOException {
        var inTheWay = Files.createDirectories(folder.resolve("key"));
        Files.writeString(inTheWay.resolve("precious"), "kept");

        assertThatThrownBy(() -> SafeFiles.write(folder, inTheWay, "text"))
                .isInstanceOf(IOException.class);

        assertThat(inTheWay.resolve("precious")).hasContent("kept");
        assertThat(folder).isDirectoryNotContaining(left -> !left.equals(inTheWay));
    }
}
