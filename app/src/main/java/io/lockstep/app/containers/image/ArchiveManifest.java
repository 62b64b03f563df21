package io.lockstep.app.containers.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lockstep.app.containers.HostProblems;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// What an image archive says it holds.
///
/// @param reference its first tag; the image id where it has none
/// @param config name of the configuration's entry
/// @param layers names of the layers' entries, the lowest first
public record ArchiveManifest(String reference, String config, List<String> layers) {
    private static final String NAME = "manifest.json";
    private static final JsonMapper JSON = new JsonMapper();

    public static ArchiveManifest read(Path archive) {
        try (var tar =
                new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals(NAME)) {
                    return of(archive, JSON.readTree(tar.readAllBytes()).path(0));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw HostProblems.archiveUnusable(archive.toString(), String.valueOf(e.getMessage()));
        }
        throw HostProblems.archiveUnusable(archive.toString(), "it has no " + NAME);
    }

    private static ArchiveManifest of(Path archive, JsonNode image) {
        var config = image.path("Config").asText();
        var layers = texts(image.path("Layers"));
        if (config.isEmpty() || layers.isEmpty()) {
            throw HostProblems.archiveUnusable(archive.toString(), "its " + NAME + " is empty");
        }
        var id = imageId(config);
        return new ArchiveManifest(image.path("RepoTags").path(0).asText(id), config, layers);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    /// The digest of the configuration, which its entry is named after.
    public String imageId() {
        return imageId(config);
    }

    private static String imageId(String config) {
        var file = config.substring(config.lastIndexOf('/') + 1);
        return "sha256:" + (file.endsWith(".json") ? file.substring(0, file.length() - 5) : file);
    }
}
