package io.lockstep.app.containers.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lockstep.app.containers.HostProblems;
import io.lockstep.app.containers.image.ArchiveManifest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Images unpacked on disk, each layer once however many images have it.
final class ImageShelf {
    private static final JsonMapper JSON = new JsonMapper();

    private final Shelf<StoredImage> images;
    private final Layers layers;

    ImageShelf(Path root) {
        this.images = new Shelf<>(root.resolve("images"), StoredImage.class);
        this.layers = new Layers(root.resolve("layers"));
    }

    List<StoredImage> all() {
        return images.all();
    }

    Optional<StoredImage> find(String reference) {
        return all().stream().filter(image -> image.named(reference)).findFirst();
    }

    StoredImage require(String reference) {
        return find(reference).orElseThrow(() -> HostProblems.imageMissing(reference));
    }

    StoredImage load(Path archive) {
        var manifest = ArchiveManifest.read(archive);
        var known = images.find(manifest.imageId());
        if (known.isPresent() && known.get().named(manifest.reference())) {
            return known.get();
        }
        try {
            var image = unpacked(archive, manifest);
            untag(manifest.reference());
            images.put(image.id(), image);
            return image;
        } catch (IOException | UncheckedIOException e) {
            throw HostProblems.archiveUnusable(archive.toString(), String.valueOf(e.getMessage()));
        }
    }

    private StoredImage unpacked(Path archive, ArchiveManifest manifest) throws IOException {
        JsonNode config = JSON.createObjectNode();
        var names = new TreeMap<String, String>();
        try (var tar =
                new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals(manifest.config())) {
                    config = JSON.readTree(tar.readAllBytes());
                } else if (manifest.layers().contains(entry.getName())) {
                    names.put(entry.getName(), layers.unpack(tar));
                }
            }
        }
        if (!names.keySet().containsAll(manifest.layers())) {
            throw new IOException("a layer is missing");
        }
        var digests = manifest.layers().stream().map(name -> "" + names.get(name)).toList();
        return image(manifest, config.path("config"), digests);
    }

    private StoredImage image(ArchiveManifest manifest, JsonNode config, List<String> digests) {
        var environment = new TreeMap<String, String>();
        for (var entry : texts(config.path("Env"))) {
            var pair = entry.split("=", 2);
            environment.put(pair[0], pair.length > 1 ? pair[1] : "");
        }
        var labels = new TreeMap<String, String>();
        config.path("Labels")
                .properties()
                .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
        var volumes = new ArrayList<String>();
        config.path("Volumes").fieldNames().forEachRemaining(volumes::add);
        return new StoredImage(
                manifest.imageId(),
                references(manifest),
                digests,
                texts(config.path("Entrypoint")),
                texts(config.path("Cmd")),
                environment,
                labels,
                volumes,
                digests.stream().mapToLong(layers::bytes).sum());
    }

    private List<String> references(ArchiveManifest manifest) {
        var had = images.find(manifest.imageId()).map(StoredImage::references).orElse(List.of());
        return Stream.concat(had.stream(), Stream.of(manifest.reference())).distinct().toList();
    }

    /// A tag names one image; the one that had it before keeps its content and loses the name.
    private void untag(String reference) {
        for (var image : all()) {
            if (image.references().contains(reference)) {
                var left = image.references().stream().filter(r -> !r.equals(reference)).toList();
                images.put(
                        image.id(),
                        new StoredImage(
                                image.id(),
                                left,
                                image.layers(),
                                image.entryPoint(),
                                image.command(),
                                image.environment(),
                                image.labels(),
                                image.volumes(),
                                image.bytes()));
            }
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    /// Where a path of the image lies on disk, when it has it.
    Optional<Path> path(StoredImage image, String inside) {
        return image.layers().reversed().stream()
                .flatMap(layer -> layers.path(layer, inside).stream())
                .findFirst();
    }

    long bytesFreedBy(StoredImage image) {
        return unshared(image).stream().mapToLong(layers::bytes).sum();
    }

    void remove(StoredImage image) {
        var goes = unshared(image);
        images.remove(image.id());
        goes.forEach(layers::remove);
    }

    private Set<String> unshared(StoredImage image) {
        var own = new HashSet<>(image.layers());
        all().stream()
                .filter(other -> !other.id().equals(image.id()))
                .forEach(other -> own.removeAll(other.layers()));
        return own;
    }

    List<StoredImage> labelled(Map<String, String> labels) {
        return all().stream()
                .filter(image -> image.labels().entrySet().containsAll(labels.entrySet()))
                .toList();
    }
}
