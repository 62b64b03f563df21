package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.containers.HostProblems;
import io.lockstep.app.containers.Labels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Networks of the engine. It lets two have one name, so each act looks by name first and goes on
/// only with exactly one.
final class DockerNetworks {
    private final DockerApi api;

    DockerNetworks(DockerApi api) {
        this.api = api;
    }

    void create(String name, Map<String, String> labels) {
        var found = find(name);
        if (found.isPresent()) {
            sameLabels(found.get(), labels);
            return;
        }
        var body = DockerApi.JSON.createObjectNode().put("Name", name);
        body.put("CheckDuplicate", true).put("Driver", "bridge");
        body.set("Labels", DockerApi.JSON.valueToTree(labels));
        var answer = api.post("/networks/create", body);
        if (answer.status() == 409) {
            sameLabels(require(name), labels);
        } else if (!answer.ok()) {
            throw DockerProblems.refused("create the network " + name, answer);
        }
    }

    private static void sameLabels(JsonNode network, Map<String, String> labels) {
        if (!labels(network).entrySet().containsAll(labels.entrySet())) {
            throw HostProblems.nameTaken(
                    network.path("Name").asText(), "a network that is not ours");
        }
    }

    Optional<JsonNode> find(String name) {
        var matches = matches(name);
        if (matches.size() > 1) {
            throw DockerProblems.networkAmbiguous(name, matches.size());
        }
        return matches.stream().findFirst();
    }

    JsonNode require(String name) {
        return find(name).orElseThrow(() -> HostProblems.networkMissing(name));
    }

    /// The filter matches parts of names and ids, so the name is compared again.
    private List<JsonNode> matches(String name) {
        var found = api.get("/networks?" + Filters.one("name", name)).body();
        return StreamSupport.stream(found.spliterator(), false)
                .filter(network -> network.path("Name").asText().equals(name))
                .toList();
    }

    List<String> labelled(Map<String, String> labels) {
        var found = api.get("/networks?" + Filters.labels(labels)).body();
        return StreamSupport.stream(found.spliterator(), false)
                .map(network -> network.path("Name").asText())
                .sorted()
                .toList();
    }

    Optional<String> gateway(String name) {
        var pools = require(name).path("IPAM").path("Config");
        return StreamSupport.stream(pools.spliterator(), false)
                .map(pool -> pool.path("Gateway").asText(""))
                .filter(gateway -> !gateway.isEmpty())
                .findFirst();
    }

    void connect(String containerId, String name, List<String> aliases) {
        var endpoint = DockerApi.JSON.createObjectNode();
        connect(containerId, name, endpoint.set("Aliases", DockerApi.JSON.valueToTree(aliases)));
    }

    void connect(String containerId, String name, ObjectNode endpoint) {
        var network = require(name).path("Id").asText();
        var inspected = api.get("/networks/" + network).body();
        if (inspected.path("Containers").has(containerId)) {
            return;
        }
        var body = DockerApi.JSON.createObjectNode().put("Container", containerId);
        body.set("EndpointConfig", endpoint);
        var answer = api.post("/networks/" + network + "/connect", body);
        if (!answer.ok() && !answer.message().contains("already exists in network")) {
            throw DockerProblems.refused("connect " + containerId + " to " + name, answer);
        }
    }

    /// Forces an endpoint off a network that is gone; what is not connected is fine.
    void forget(String containerId, String name) {
        var body = DockerApi.JSON.createObjectNode().put("Container", containerId);
        body.put("Force", true);
        var answer = api.post("/networks/" + DockerApi.encode(name) + "/disconnect", body);
        if (answer.status() >= 500 && !answer.message().contains("is not connected")) {
            throw DockerProblems.refused("disconnect " + containerId + " from " + name, answer);
        }
    }

    void remove(String name) {
        var found = find(name);
        if (found.isEmpty()) {
            return;
        }
        if (!Labels.ours(labels(found.get()))) {
            throw HostProblems.notOurs("network", name);
        }
        var answer = api.delete("/networks/" + found.get().path("Id").asText());
        if (answer.status() == 403 || answer.status() == 409) {
            throw HostProblems.inUse("network", name, answer.message());
        }
        if (!answer.ok() && answer.status() != 404) {
            throw DockerProblems.refused("remove the network " + name, answer);
        }
    }

    private static Map<String, String> labels(JsonNode network) {
        return Filters.map(network.path("Labels"));
    }
}
