package io.lockstep.app.containers.docker;

import io.lockstep.app.containers.EngineAbout;
import java.util.List;

/// Asks an engine what it is. Podman speaks like Docker and says what it is among its components.
final class About {
    private static final String PODMAN = "Podman";
    private static final List<String> PODMAN_CANNOT =
            List.of("the restart policy of a container cannot be changed later");

    private About() {}

    static EngineAbout of(DockerApi api) {
        var answer = api.get("/version");
        if (!answer.ok()) {
            throw DockerProblems.refused("say its version", answer);
        }
        var version = answer.body();
        var podman = version.path("Components").path(0).path("Name").asText("").startsWith(PODMAN);
        return new EngineAbout(
                podman ? PODMAN : "Docker",
                version.path("Version").asText(""),
                api.version(),
                version.path("Os").asText("") + "/" + version.path("Arch").asText(""),
                podman ? PODMAN_CANNOT : List.of());
    }
}
