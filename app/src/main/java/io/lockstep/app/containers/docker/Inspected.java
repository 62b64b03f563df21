package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerDetails;
import io.lockstep.app.containers.ContainerDetails.Ended;
import io.lockstep.app.containers.ContainerDetails.GpuRequest;
import io.lockstep.app.containers.ContainerDetails.Health;
import io.lockstep.app.containers.ContainerDetails.Mount;
import io.lockstep.app.containers.ContainerDetails.Origin;
import io.lockstep.app.containers.ContainerDetails.Port;
import io.lockstep.app.containers.ContainerDetails.Variable;
import io.lockstep.app.containers.Labels;
import io.lockstep.app.containers.MlNodes;
import io.lockstep.app.containers.Secrets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Makes our record of what the engine says when it is asked about one container.
///
/// @param container as the list describes it
/// @param json what the engine said
/// @param digest of its image
record Inspected(Container container, JsonNode json, Optional<String> digest) {

    ContainerDetails details() {
        var host = json.path("HostConfig");
        return new ContainerDetails(
                container,
                origin(container.labels()),
                digest,
                MlNodes.named(container.image(), container.labels()),
                command(),
                ports(),
                mounts(),
                environment(),
                gpus(),
                host.path("IpcMode").asText(""),
                policy(host.path("RestartPolicy").path("Name").asText("")),
                health(),
                json.path("RestartCount").asInt(),
                instant("StartedAt"),
                ended(),
                true);
    }

    private static Origin origin(Map<String, String> labels) {
        var project = labels.get("com.docker.compose.project");
        if (project != null) {
            return new Origin.Compose(
                    project, labels.getOrDefault("com.docker.compose.service", ""));
        }
        return Labels.ours(labels) ? new Origin.Lockstep() : new Origin.ByHand();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(json.path("Path").asText(""));
        var hides = false;
        for (var argument : Filters.texts(json.path("Args"))) {
            command.add(hides ? Secrets.MASK : Secrets.maskedArgument(argument));
            hides = Secrets.secretFlag(argument);
        }
        return List.copyOf(command);
    }

    private List<Port> ports() {
        List<Port> ports = new ArrayList<>();
        for (var port : json.path("NetworkSettings").path("Ports").properties()) {
            var named = port.getKey().split("/", 2);
            var protocol = named.length > 1 ? named[1] : "tcp";
            if (port.getValue().isEmpty()) {
                ports.add(new Port(Integer.parseInt(named[0]), protocol, Optional.empty()));
            }
            for (var bound : port.getValue()) {
                var outside =
                        bound.path("HostIp").asText("") + ":" + bound.path("HostPort").asText("");
                ports.add(new Port(Integer.parseInt(named[0]), protocol, Optional.of(outside)));
            }
        }
        return List.copyOf(ports);
    }

    private List<Mount> mounts() {
        List<Mount> mounts = new ArrayList<>();
        for (var mount : json.path("Mounts")) {
            var named = mount.path("Name").asText("");
            mounts.add(
                    new Mount(
                            mount.path("Type").asText("bind"),
                            named.isEmpty() ? mount.path("Source").asText("") : named,
                            mount.path("Destination").asText(""),
                            mount.path("RW").asBoolean(true)));
        }
        return List.copyOf(mounts);
    }

    private List<Variable> environment() {
        return Filters.texts(json.path("Config").path("Env")).stream()
                .map(line -> line.split("=", 2))
                .map(pair ->
                        new Variable(
                                pair[0], Secrets.masked(pair[0], pair.length > 1 ? pair[1] : "")))
                .toList();
    }

    /// The request that asks for GPUs, or for devices by their CDI names.
    private Optional<GpuRequest> gpus() {
        for (var request : json.path("HostConfig").path("DeviceRequests")) {
            var wanted = request.path("Capabilities").toString();
            var driver = request.path("Driver").asText("");
            if (wanted.contains("\"gpu\"") || driver.equals("nvidia") || driver.equals("cdi")) {
                return Optional.of(
                        new GpuRequest(
                                driver,
                                request.path("Count").asInt(),
                                Filters.texts(request.path("DeviceIDs"))));
            }
        }
        return Optional.empty();
    }

    private static String policy(String told) {
        return told.isEmpty() ? "no" : told;
    }

    private Health health() {
        var health = json.path("State").path("Health");
        var state =
                switch (health.path("Status").asText("").toLowerCase(Locale.ROOT)) {
                    case "starting" -> Health.State.STARTING;
                    case "healthy" -> Health.State.HEALTHY;
                    case "unhealthy" -> Health.State.UNHEALTHY;
                    default -> Health.State.NONE;
                };
        var log = health.path("Log");
        return state == Health.State.NONE
                ? Health.NONE
                : new Health(
                        state,
                        health.path("FailingStreak").asInt(),
                        log.path(log.size() - 1).path("Output").asText("").strip());
    }

    private Optional<Ended> ended() {
        var state = json.path("State");
        return instant("FinishedAt")
                .map(at ->
                        new Ended(
                                state.path("ExitCode").asInt(),
                                at,
                                state.path("OOMKilled").asBoolean(),
                                state.path("Error").asText("")));
    }

    /// The engine writes year 1 for never.
    private Optional<Instant> instant(String field) {
        return instant(json, field);
    }

    /// A moment in a container's state, if it has come.
    static Optional<Instant> instant(JsonNode json, String field) {
        try {
            return Optional.of(Instant.parse(json.path("State").path(field).asText("")))
                    .filter(at -> at.isAfter(Instant.EPOCH));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
