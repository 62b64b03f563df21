package io.lockstep.app.containers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersTest {
    @TempDir private Path folder;

    @Test
    void aLayerIsKeptOnceAndFoundByItsPaths() throws IOException {
        var layers = new Layers(folder);

        var digest = layers.unpack(tar("opt/note", "kept"));

        assertThat(layers.unpack(tar("opt/note", "kept"))).isEqualTo(digest);
        assertThat(layers.path(digest, "/opt/note"))
                .get()
                .satisfies(note -> assertThat(note).hasContent("kept"));
        assertThat(layers.path(digest, "/../outside")).isEmpty();
        assertThat(layers.bytes(digest)).isEqualTo(4);
        assertThat(folder.toFile().list()).containsExactly(digest);
    }

    @Test
    void aLayerThatReachesOutOfItsFolderIsRefusedAndNothingStays() throws IOException {
        var evil = tar("../evil", "x");

        assertThatThrownBy(() -> new Layers(folder).unpack(evil))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("../evil");
        assertThat(folder.toFile().list()).isEmpty();
        assertThat(folder.resolveSibling("evil")).doesNotExist();
    }

    private static InputStream tar(String name, String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var data = content.getBytes(StandardCharsets.UTF_8);
        try (var tar = new TarArchiveOutputStream(bytes)) {
            var entry = new TarArchiveEntry(name, true);
            entry.setSize(data.length);
            tar.putArchiveEntry(entry);
            tar.write(data);
            tar.closeArchiveEntry();
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
