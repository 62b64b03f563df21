package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.containers.ContainerHost.CloneChange;
import io.lockstep.app.containers.Labels;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the engine is asked to create for a clone: the incumbent's definition as the engine itself
/// tells it, less what is the incumbent's own.
///
/// What equals the old image's default was not set by anybody, so it is left out and the new
/// image's default counts. Names and fixed addresses of the incumbent are left out as well: with a
/// name its callers would reach the clone every second time, and an address is one container's.
final class CloneDefinition {
    private static final String COMPOSE = "com.docker.compose.";
    private static final Set<String> BUILT_IN = Set.of("bridge", "default", "host", "none");
    private static final List<String> OWN = List.of("Hostname", "MacAddress", "Image", "Labels");
    private static final List<String> IMAGE_DEFAULTS =
            List.of("User", "WorkingDir", "StopSignal", "Healthcheck", "Shell", "OnBuild");
    private static final List<String> ENDPOINT = List.of("DriverOpts", "Links", "GwPriority");

    private final JsonNode original;
    private final JsonNode oldImage;
    private final CloneChange change;
    private final Map<String, String> labels;

    CloneDefinition(
            JsonNode original,
            Optional<JsonNode> oldImage,
            CloneChange change,
            Map<String, String> labels) {
        this.original = original;
        this.oldImage = oldImage.map(i -> i.path("Config")).orElse(MissingNode.getInstance());
        this.change = change;
        this.labels = labels;
    }

    ObjectNode body() {
        ObjectNode body = original.path("Config").deepCopy();
        body.remove(OWN);
        IMAGE_DEFAULTS.stream()
                .filter(field -> body.path(field).equals(oldImage.path(field)))
                .forEach(body::remove);
        dropCommand(body);
        dropKeys(body, "Volumes");
        dropKeys(body, "ExposedPorts");
        body.put("Image", change.image());
        body.set("Env", DockerApi.JSON.valueToTree(environment()));
        body.set("Labels", DockerApi.JSON.valueToTree(allLabels()));
        body.set("HostConfig", host());
        body.set("NetworkingConfig", networking());
        return body;
    }

    /// Defaults of the image the original runs; missing when it is no longer on the host.
    JsonNode oldImage() {
        return oldImage;
    }

    /// Networks beyond the first; old engines connect only one while they create.
    List<String> furtherNetworks() {
        return networks().filter(name -> !first(name)).toList();
    }

    /// An entry point of one's own switches the image's command off, so both go or both stay; one
    /// that was emptied is told as an empty word, for nothing at all would mean the image's.
    private void dropCommand(ObjectNode body) {
        var entry = Filters.texts(body.path("Entrypoint"));
        var usual = Filters.texts(oldImage.path("Entrypoint"));
        var emptied = Filters.texts(body.path("Cmd")).isEmpty() && oldImage.path("Cmd").size() > 0;
        if (entry.isEmpty() && !usual.isEmpty()) {
            body.putArray("Entrypoint").add("");
        } else if (entry.equals(usual) && !emptied) {
            body.remove("Entrypoint");
            if (body.path("Cmd").equals(oldImage.path("Cmd"))) {
                body.remove("Cmd");
            }
        }
    }

    private void dropKeys(ObjectNode body, String field) {
        var names = new HashSet<String>();
        oldImage.path(field).fieldNames().forEachRemaining(names::add);
        if (body.path(field) instanceof ObjectNode set) {
            set.remove(names);
        }
    }

    private List<String> environment() {
        var defaults = Set.copyOf(Filters.texts(oldImage.path("Env")));
        var own =
                Filters.texts(original.path("Config").path("Env")).stream()
                        .filter(entry -> !defaults.contains(entry))
                        .filter(entry -> !change.environment().containsKey(key(entry)));
        var added =
                new TreeMap<>(change.environment())
                        .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue());
        return Stream.concat(own, added).toList();
    }

    private static String key(String entry) {
        return entry.split("=", 2)[0];
    }

    private Map<String, String> allLabels() {
        var kept = Filters.map(original.path("Config").path("Labels"));
        kept.entrySet().removeAll(Filters.map(oldImage.path("Labels")).entrySet());
        kept.keySet().removeIf(key -> key.startsWith(COMPOSE) || key.startsWith(Labels.PREFIX));
        kept.putAll(labels);
        return kept;
    }

    private ObjectNode host() {
        ObjectNode host = original.path("HostConfig").deepCopy();
        host.putObject("RestartPolicy").put("Name", "no");
        host.putObject("PortBindings");
        host.put("PublishAllPorts", false);
        host.remove("ContainerIDFile");
        shareAnonymousVolumes(host);
        nameVolumes(host);
        rewriteLinks(host);
        return host;
    }

    /// A volume the operator mounted without a name may hold the weights, so the clone gets the
    /// same one. One that the image asks for is scratch, and the clone gets its own.
    private void shareAnonymousVolumes(ObjectNode host) {
        var own = original.path("Config").path("Volumes");
        var binds = host.path("Binds").isArray() ? host.withArray("Binds") : host.putArray("Binds");
        for (var mount : original.path("Mounts")) {
            var at = mount.path("Destination").asText();
            if (mount.path("Type").asText().equals("volume")
                    && own.has(at)
                    && !oldImage.path("Volumes").has(at)) {
                binds.add(mount.path("Name").asText() + ":" + at);
            }
        }
    }

    /// The same for a volume without a name that was asked for as a mount.
    private void nameVolumes(ObjectNode host) {
        for (var mount : host.path("Mounts")) {
            if (mount instanceof ObjectNode asked
                    && asked.path("Type").asText().equals("volume")
                    && asked.path("Source").asText("").isEmpty()) {
                volumeAt(asked.path("Target").asText()).ifPresent(n -> asked.put("Source", n));
            }
        }
    }

    private Optional<String> volumeAt(String path) {
        for (var mount : original.path("Mounts")) {
            if (mount.path("Destination").asText().equals(path) && mount.has("Name")) {
                return Optional.of(mount.path("Name").asText());
            }
        }
        return Optional.empty();
    }

    /// The engine tells `/other:/this/alias` and wants to hear `other:alias`.
    private static void rewriteLinks(ObjectNode host) {
        var links = Filters.texts(host.path("Links"));
        var rewritten = host.putArray("Links");
        for (var link : links) {
            var parts = link.split(":", 2);
            rewritten.add(
                    parts[0].replaceFirst("^/", "")
                            + ":"
                            + parts[1].substring(parts[1].lastIndexOf('/') + 1));
        }
    }

    private ObjectNode networking() {
        var networking = DockerApi.JSON.createObjectNode();
        var endpoints = networking.putObject("EndpointsConfig");
        networks().filter(this::first).forEach(name -> endpoints.set(mode(), endpoint(name)));
        return networking;
    }

    /// How the clone is on that network: like the original, under its own names.
    ObjectNode endpoint(String network) {
        var theirs = original.path("NetworkSettings").path("Networks").path(network);
        var endpoint = DockerApi.JSON.createObjectNode();
        ENDPOINT.stream()
                .filter(theirs::hasNonNull)
                .forEach(field -> endpoint.set(field, theirs.path(field).deepCopy()));
        endpoint.set("Aliases", DockerApi.JSON.valueToTree(change.aliases()));
        return endpoint;
    }

    /// Every network somebody made that the original is on.
    Stream<String> networks() {
        return original.path("NetworkSettings").path("Networks").properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !BUILT_IN.contains(name));
    }

    /// The network it is created on, which may have been asked for by its id.
    private boolean first(String name) {
        var id = original.path("NetworkSettings").path("Networks").path(name).path("NetworkID");
        return name.equals(mode()) || id.asText().equals(mode());
    }

    private String mode() {
        return original.path("HostConfig").path("NetworkMode").asText();
    }
}
