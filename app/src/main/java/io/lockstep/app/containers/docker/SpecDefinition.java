package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.containers.ContainerSpec;
import java.util.Map;

/// What the engine is asked to create for one of our own specifications: never more rights than a
/// program needs that listens and calls.
record SpecDefinition(ContainerSpec spec, Map<String, String> labels, JsonNode image) {

    ObjectNode body() {
        var body = DockerApi.JSON.createObjectNode().put("Image", spec.image());
        body.set("Labels", DockerApi.JSON.valueToTree(labels));
        var environment = body.putArray("Env");
        spec.environment().forEach((key, value) -> environment.add(key + "=" + value));
        if (!spec.command().isEmpty()) {
            body.set("Cmd", DockerApi.JSON.valueToTree(spec.command()));
        }
        body.set("HostConfig", host());
        if (!spec.sharesNetwork()) {
            network(body);
        }
        return body;
    }

    /// The engine refuses all of this where the network is another container's.
    private void network(ObjectNode body) {
        var exposed = body.putObject("ExposedPorts");
        spec.publish().keySet().forEach(port -> exposed.putObject(port + "/tcp"));
        body.putObject("NetworkingConfig")
                .putObject("EndpointsConfig")
                .putObject(spec.network())
                .set("Aliases", DockerApi.JSON.valueToTree(spec.aliases()));
    }

    private ObjectNode host() {
        var host = DockerApi.JSON.createObjectNode().put("NetworkMode", spec.network());
        host.put("ReadonlyRootfs", spec.readOnlyRoot());
        host.putArray("CapDrop").add("ALL");
        host.putArray("SecurityOpt").add("no-new-privileges");
        host.putObject("RestartPolicy").put("Name", spec.restart());
        var binds = host.putArray("Binds");
        spec.volumes().forEach((volume, path) -> binds.add(volume + ":" + path));
        var memory = host.putObject("Tmpfs");
        spec.temporary().forEach(path -> memory.put(path, options()));
        var ports = host.putObject("PortBindings");
        spec.publish().forEach((port, at) -> bind(ports, port, at));
        return host;
    }

    /// Executable, because native parts of Java libraries are unpacked to such a folder and run.
    private String options() {
        var user = image.path("Config").path("User").asText("").split(":", 2)[0];
        return user.matches("\\d+") ? "exec,mode=0700,uid=" + user : "exec,mode=1777";
    }

    private static void bind(ObjectNode ports, int port, String at) {
        var colon = at.lastIndexOf(':');
        ports.putArray(port + "/tcp")
                .addObject()
                .put("HostIp", at.substring(0, Math.max(0, colon)))
                .put("HostPort", at.substring(colon + 1));
    }
}
