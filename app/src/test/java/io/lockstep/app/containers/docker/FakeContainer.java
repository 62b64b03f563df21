package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A container of [FakeDocker].
final class FakeContainer {
    final String id;
    final ObjectNode definition;
    String name;
    String status = "created";
    int exitCode;
    long cpu = 1_000_000_000L;

    FakeContainer(String id, String name, ObjectNode definition) {
        this.id = id;
        this.name = name;
        this.definition = definition;
    }

    boolean running() {
        return status.equals("running");
    }

    ObjectNode listed() {
        var node = DockerApi.JSON.createObjectNode().put("Id", id);
        node.putArray("Names").add("/" + name);
        node.put("Image", definition.path("Image").asText())
                .put("ImageID", "sha256:" + definition.path("Image").asText())
                .put("Command", definition.path("Cmd").path(0).asText("serve"))
                .put("Created", 1_790_000_000)
                .put("State", status)
                .put("Status", running() ? "Up 2 days" : "Exited (" + exitCode + ") now");
        node.putArray("Ports");
        node.set("Labels", definition.path("Labels"));
        node.putObject("NetworkSettings").putObject("Networks").putObject("join_default");
        return node;
    }

    ObjectNode inspected() {
        var node = DockerApi.JSON.createObjectNode().put("Id", id).put("Name", "/" + name);
        node.put("Image", "sha256:" + definition.path("Image").asText())
                .put("Path", definition.path("Cmd").path(0).asText("serve"))
                .put("RestartCount", 0);
        node.putObject("State")
                .put("Status", status)
                .put("Running", running())
                .put("ExitCode", exitCode)
                .put("OOMKilled", false)
                .put("Error", "")
                .put("StartedAt", "2026-09-20T10:00:00Z")
                .put("FinishedAt", running() ? "0001-01-01T00:00:00Z" : "2026-09-21T10:00:00Z");
        node.set("Config", definition);
        node.set("HostConfig", definition.path("HostConfig"));
        node.putArray("Mounts");
        node.putObject("NetworkSettings").putObject("Ports");
        return node;
    }

    ObjectNode counted() {
        cpu += 50_000_000L;
        var node = DockerApi.JSON.createObjectNode();
        node.put("read", java.time.Instant.now().toString());
        node.putObject("cpu_stats").putObject("cpu_usage").put("total_usage", running() ? cpu : 0);
        var memory = node.putObject("memory_stats");
        if (running()) {
            memory.put("usage", 3_000_000).put("limit", 8_000_000);
        }
        node.putObject("networks").putObject("eth0").put("rx_bytes", cpu).put("tx_bytes", cpu);
        return node;
    }
}
