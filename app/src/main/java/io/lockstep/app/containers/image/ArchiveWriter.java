package io.lockstep.app.containers.image;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Puts layers and configuration together as `docker save` does, the manifest first so that a
/// reader finds it at once.
final class ArchiveWriter {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int DATA = 0644;

    private final ImagePlan plan;
    private final ImageConfig config;

    ArchiveWriter(ImagePlan plan, ImageConfig config) {
        this.plan = plan;
        this.config = config;
    }

    void write(List<LayerFile> layers, Path archive) throws IOException {
        var names = layers.stream().map(layer -> layer.digest() + "/layer.tar").toList();
        try (var tar = Layer.tar(Files.newOutputStream(archive))) {
            put(tar, "manifest.json", manifest(names));
            put(tar, config.digest() + ".json", config.bytes());
            for (int i = 0; i < layers.size(); i++) {
                var file = layers.get(i).file();
                tar.putArchiveEntry(Layer.entry(names.get(i), 0, DATA, Files.size(file)));
                Files.copy(file, tar);
                tar.closeArchiveEntry();
            }
        }
    }

    private byte[] manifest(List<String> layers) {
        var manifest = JSON.createArrayNode();
        var image = manifest.addObject().put("Config", config.digest() + ".json");
        image.putArray("RepoTags").add(plan.reference());
        image.set("Layers", JSON.valueToTree(layers));
        return manifest.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] bytes)
            throws IOException {
        tar.putArchiveEntry(Layer.entry(name, 0, DATA, bytes.length));
        tar.write(bytes);
        tar.closeArchiveEntry();
    }
}
