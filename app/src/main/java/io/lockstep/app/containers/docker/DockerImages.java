package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.containers.HostContainers.Image;
import io.lockstep.app.containers.HostProblems;
import io.lockstep.app.containers.PullOrder;
import io.lockstep.app.containers.Reference;
import io.lockstep.app.containers.image.ArchiveManifest;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Images of the engine.
final class DockerImages {
    private final DockerApi api;

    DockerImages(DockerApi api) {
        this.api = api;
    }

    List<Image> all() {
        return images(api.get("/images/json").body());
    }

    List<Image> labelled(Map<String, String> labels) {
        return images(api.get("/images/json?" + Filters.labels(labels)).body());
    }

    Optional<Image> find(String reference) {
        return inspect(reference).map(DockerImages::image);
    }

    Optional<JsonNode> inspect(String reference) {
        var answer = api.get("/images/" + path(reference) + "/json");
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (!answer.ok()) {
            throw DockerProblems.refused("show the image " + reference, answer);
        }
        return Optional.of(answer.body());
    }

    JsonNode require(String reference) {
        return inspect(reference).orElseThrow(() -> HostProblems.imageMissing(reference));
    }

    /// Sends nothing when the image is on the host under its reference already.
    Image load(Path archive) {
        var manifest = ArchiveManifest.read(archive);
        return find(manifest.reference())
                .filter(image -> image.id().equals(manifest.imageId()))
                .orElseGet(() -> send(archive, manifest.reference()));
    }

    private Image send(Path archive, String reference) {
        var told = new StringBuilder();
        try (var bytes = Files.newInputStream(archive)) {
            var answer =
                    api.lines(
                            "/images/load?quiet=1",
                            bytes,
                            line -> {
                                if (line.has("error")) {
                                    told.append(line.path("error").asText());
                                }
                            });
            if (!answer.ok()) {
                told.append(answer.message());
            }
        } catch (IOException e) {
            throw HostProblems.archiveUnusable(archive.toString(), String.valueOf(e.getMessage()));
        }
        if (!told.isEmpty()) {
            throw HostProblems.archiveUnusable(archive.toString(), told.toString());
        }
        return find(reference)
                .orElseThrow(() ->
                        HostProblems.archiveUnusable(
                                archive.toString(), "the engine took it and does not show it"));
    }

    /// An interrupt closes the stream, and the engine then gives the pull up.
    Image pull(PullOrder order, Consumer<String> progress) {
        var pull = new Pull(order, progress, InstantSource.system());
        try {
            var path = "/images/create?" + pull.query();
            pull.judge(api.lines(path, null, pull.headers(), pull::line));
        } catch (ProblemException e) {
            throw Thread.currentThread().isInterrupted()
                    ? DockerProblems.pullCancelled(order.asked())
                    : e;
        }
        var image = inspect(order.asked()).orElseThrow(pull::cutOff);
        requireContent(order, image);
        tag(order, image.path("Id").asText());
        return find(order.reference()).orElseThrow(pull::cutOff);
    }

    private void requireContent(PullOrder order, JsonNode image) {
        var id = image.path("Id").asText();
        if (!order.contents().isEmpty() && !order.contents().contains(id)) {
            delete(order.asked());
            throw DockerProblems.otherContent(order.asked(), id);
        }
    }

    /// What was asked for by digest gets the tag, so that people find it.
    private void tag(PullOrder order, String id) {
        var named = new Reference(order.reference());
        if (named.tag().isEmpty() || order.asked().equals(order.reference())) {
            return;
        }
        var query =
                "?repo=%s&tag=%s"
                        .formatted(
                                DockerApi.encode(named.repository()),
                                DockerApi.encode(named.tag().get()));
        var answer = api.post("/images/" + id + "/tag" + query);
        if (!answer.ok()) {
            throw DockerProblems.refused("tag " + order.reference(), answer);
        }
    }

    /// What is free where the engine keeps images; empty where that disk cannot be seen from here.
    OptionalLong freeBytes() {
        var root = api.get("/info").body().path("DockerRootDir").asText("");
        if (!api.local() || root.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Files.getFileStore(Path.of(root)).getUsableSpace());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /// The engine's own count of what each image shares. Layers could be compared by hand, but only
    /// the engine knows how its store keeps them. Old engines measure volumes with it, which takes
    /// a while on a large host.
    long bytesFreedBy(String imageId) {
        var id = require(imageId).path("Id").asText();
        var images = api.getSlowly("/system/df?type=image").body().path("Images");
        return StreamSupport.stream(images.spliterator(), false)
                .filter(image -> image.path("Id").asText().equals(id))
                .mapToLong(image ->
                        image.path("Size").asLong()
                                - Math.max(0, image.path("SharedSize").asLong()))
                .sum();
    }

    /// Untags everything that names the image and removes it, unless a container needs it.
    void remove(String imageId) {
        var found = inspect(imageId);
        if (found.isEmpty()) {
            return;
        }
        var id = found.get().path("Id").asText();
        refuseInUse(imageId, id);
        Stream.concat(Filters.texts(found.get().path("RepoTags")).stream(), Stream.of(id))
                .forEach(this::delete);
    }

    private void refuseInUse(String name, String id) {
        var users = api.get("/containers/json?all=1&" + Filters.one("ancestor", id)).body();
        for (var user : users) {
            if (user.path("ImageID").asText().equals(id)) {
                throw HostProblems.imageInUse(name, Descriptions.name(user));
            }
        }
    }

    private void delete(String name) {
        var answer = api.delete("/images/" + path(name));
        if (answer.status() == 409) {
            throw HostProblems.inUse("image", name, answer.message());
        }
        if (!answer.ok() && answer.status() != 404) {
            throw DockerProblems.refused("remove the image " + name, answer);
        }
    }

    private static List<Image> images(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(DockerImages::image)
                .filter(image -> !image.references().isEmpty())
                .toList();
    }

    private static Image image(JsonNode image) {
        return new Image(image.path("Id").asText(), references(image), image.path("Size").asLong());
    }

    /// Tags and digests.
    static List<String> references(JsonNode image) {
        return Stream.concat(
                        Filters.texts(image.path("RepoTags")).stream(),
                        Filters.texts(image.path("RepoDigests")).stream())
                .filter(reference -> !reference.contains("<none>"))
                .toList();
    }

    /// A reference keeps its slashes in a path.
    private static String path(String reference) {
        return DockerApi.encode(reference).replace("%2F", "/").replace("%3A", ":");
    }
}
