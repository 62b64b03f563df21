package io.lockstep.app.containers.docker;

import io.lockstep.app.containers.ContainerHost.Holder;
import io.lockstep.app.containers.HostProblems;
import io.lockstep.app.containers.Labels;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// Named volumes of the engine.
final class DockerVolumes {
    private final DockerApi api;

    DockerVolumes(DockerApi api) {
        this.api = api;
    }

    /// The engine itself takes a volume of that name for success, whoever made it.
    void create(String name, Map<String, String> labels) {
        var body = DockerApi.JSON.createObjectNode().put("Name", name);
        body.set("Labels", DockerApi.JSON.valueToTree(labels));
        var answer = api.post("/volumes/create", body);
        if (!answer.ok()) {
            throw DockerProblems.refused("create the volume " + name, answer);
        }
        var have = Filters.map(answer.body().path("Labels"));
        if (!have.entrySet().containsAll(labels.entrySet())) {
            throw HostProblems.nameTaken(name, "a volume that is not ours");
        }
    }

    /// A volume is made once, whoever asks at the same time; all others are told the first one's
    /// labels.
    Holder hold(String name, Holder wanted) {
        var body = DockerApi.JSON.createObjectNode().put("Name", name);
        body.putObject("Labels").put(Labels.LOCK, wanted.id()).put(Labels.HOLDER, wanted.words());
        var answer = api.post("/volumes/create", body);
        if (!answer.ok()) {
            throw DockerProblems.refused("note who upgrades it", answer);
        }
        var have = Filters.map(answer.body().path("Labels"));
        return new Holder(
                have.getOrDefault(Labels.LOCK, ""),
                have.getOrDefault(Labels.HOLDER, "somebody whose volume is called " + name));
    }

    /// Refuses a volume that does not exist: the engine would make one that nobody cleans up.
    void require(String name) {
        if (api.get("/volumes/" + DockerApi.encode(name)).status() == 404) {
            throw HostProblems.volumeMissing(name);
        }
    }

    List<String> labelled(Map<String, String> labels) {
        var volumes = api.get("/volumes?" + Filters.labels(labels)).body().path("Volumes");
        return StreamSupport.stream(volumes.spliterator(), false)
                .map(volume -> volume.path("Name").asText())
                .sorted()
                .toList();
    }

    void remove(String name) {
        var path = "/volumes/" + DockerApi.encode(name);
        var found = api.get(path);
        if (found.status() == 404) {
            return;
        }
        if (!Labels.ours(Filters.map(found.body().path("Labels")))) {
            throw HostProblems.notOurs("volume", name);
        }
        var answer = api.delete(path);
        if (answer.status() == 409) {
            throw HostProblems.inUse("volume", name, answer.message());
        }
        if (!answer.ok() && answer.status() != 404) {
            throw DockerProblems.refused("remove the volume " + name, answer);
        }
    }
}
