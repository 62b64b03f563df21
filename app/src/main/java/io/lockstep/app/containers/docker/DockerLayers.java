package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.containers.HostStock.Layer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// Says of which layers an image is made and how large each is.
///
/// The engine tells the layers without their sizes and the sizes without their layers; they are
/// brought together where that is certain. Where it is not, what the engine counts as the image's
/// own stands for all of it, so that never too much is promised.
final class DockerLayers {
    private static final Pattern NO_LAYER =
            Pattern.compile(
                    "^(?:/bin/sh -c #\\(nop\\) +)?(?:ENV|CMD|ENTRYPOINT|LABEL|EXPOSE|USER|ARG"
                            + "|STOPSIGNAL|HEALTHCHECK|VOLUME|MAINTAINER|SHELL|ONBUILD) .*",
                    Pattern.DOTALL);

    private final DockerApi api;

    DockerLayers(DockerApi api) {
        this.api = api;
    }

    /// @param image as `/system/df` tells it; one that shares nothing is not looked into
    List<Layer> of(JsonNode image) {
        var id = image.path("Id").asText();
        var size = image.path("Size").asLong();
        var shared = Math.max(0, image.path("SharedSize").asLong());
        if (shared == 0) {
            return List.of(new Layer(id, size));
        }
        var chains = chains(id);
        var sizes = sizes(id);
        List<Layer> layers = new ArrayList<>();
        var certain = sizes.size() == chains.size();
        for (var i = 0; i < chains.size(); i++) {
            layers.add(new Layer(chains.get(i), certain ? sizes.get(i) : 0));
        }
        if (!certain) {
            layers.add(new Layer(id, size - shared));
        }
        return List.copyOf(layers);
    }

    private List<String> chains(String id) {
        var files = api.get("/images/" + id + "/json").body().path("RootFS").path("Layers");
        List<String> chains = new ArrayList<>();
        var below = "";
        for (var file : files) {
            below = chain(below, file.asText());
            chains.add(below);
        }
        return chains;
    }

    private static String chain(String below, String layer) {
        var both = (below + " " + layer).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(both).toString();
    }

    /// Of the steps of its history that made a layer, oldest first.
    private List<Long> sizes(String id) {
        var history = api.get("/images/" + id + "/history").body();
        return StreamSupport.stream(history.spliterator(), false)
                .filter(step -> step.path("Size").asLong() > 0 || made(step))
                .map(step -> step.path("Size").asLong())
                .toList()
                .reversed();
    }

    private static boolean made(JsonNode step) {
        return !NO_LAYER.matcher(step.path("CreatedBy").asText()).matches();
    }
}
