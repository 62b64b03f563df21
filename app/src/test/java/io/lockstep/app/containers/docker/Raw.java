package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;

/// What somebody else does on the same engine: containers and networks that Lockstep did not make.
final class Raw implements AutoCloseable {
    final String prefix = "ls-containers-" + UUID.randomUUID().toString().substring(0, 8);
    final DockerApi api = new DockerApi(DockerAddress.of(Optional.empty()));

    String container(String name, String definition) {
        var answer = api.post("/containers/create?name=" + prefix + "-" + name, json(definition));
        if (!answer.ok()) {
            throw new IllegalStateException(answer.message());
        }
        return answer.body().path("Id").asText();
    }

    JsonNode inspect(String id) {
        return api.get("/containers/" + id + "/json").body();
    }

    boolean exists(String id) {
        return api.get("/containers/" + id + "/json").ok();
    }

    /// Without the check for duplicates, as a careless program does it.
    String network(String name) {
        var body = DockerApi.JSON.createObjectNode().put("Name", name);
        return api.post("/networks/create", body).body().path("Id").asText();
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) DockerApi.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /// Removes everything that carries this test's name.
    @Override
    public void close() {
        for (var c : api.get("/containers/json?all=1&" + Filters.one("name", prefix)).body()) {
            api.delete("/containers/" + c.path("Id").asText() + "?force=1&v=1");
        }
        for (var n : api.get("/networks?" + Filters.one("name", prefix)).body()) {
            api.delete("/networks/" + n.path("Id").asText());
        }
        for (var v : api.get("/volumes?" + Filters.one("name", prefix)).body().path("Volumes")) {
            api.delete("/volumes/" + v.path("Name").asText());
        }
        removeImages();
        api.close();
    }

    /// Whatever registry they were named after.
    void removeImages() {
        for (var i : api.get("/images/json").body()) {
            if (i.path("RepoTags").toString().contains(prefix)
                    || i.path("RepoDigests").toString().contains(prefix)) {
                api.delete("/images/" + i.path("Id").asText() + "?force=1");
            }
        }
    }
}
