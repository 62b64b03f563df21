package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.containers.CloneDifference;
import io.lockstep.app.containers.ContainerHost.CloneChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Foretells in which settings a clone will not be like its original, from the definition it is
/// made from and the defaults its image adds. What the engine sets by itself (ids, times, paths) is
/// no setting.
final class CloneComparison {
    private static final Pattern WHOLE =
            Pattern.compile(
                    "(Config\\.(?:Cmd|Entrypoint|Healthcheck|Shell|Volumes|ExposedPorts)"
                            + "|HostConfig\\.(?:RestartPolicy|PortBindings|Binds|Mounts|Links)"
                            + "|NetworkSettings\\.Networks\\..+?\\.(?:Aliases|IPAMConfig)"
                            + "|Mounts\\..+(?=\\.(?:Name|Source)))(?:\\..*)?");
    private static final List<String> TEXTS = List.of("User", "WorkingDir", "StopSignal");

    private final JsonNode original;
    private final CloneDefinition definition;
    private final CloneChange change;
    private final JsonNode newImage;
    private final boolean imageKnown;

    /// @param newImage empty while it is not on the host; its defaults are then taken for the old
    ///   image's
    CloneComparison(
            JsonNode original,
            CloneDefinition definition,
            CloneChange change,
            Optional<JsonNode> newImage) {
        this.original = original;
        this.definition = definition;
        this.change = change;
        this.newImage = newImage.map(i -> i.path("Config")).orElseGet(definition::oldImage);
        this.imageKnown = newImage.isPresent();
    }

    List<CloneDifference> differences() {
        var before = settings(Flat.of(incumbent()));
        var after = settings(Flat.of(candidate()));
        var fields = new TreeSet<>(before.keySet());
        fields.addAll(after.keySet());
        var found = new ArrayList<CloneDifference>();
        for (var field : fields) {
            var was = before.getOrDefault(field, "");
            var is = after.getOrDefault(field, "");
            if (!was.equals(is)) {
                found.add(difference(field, was, is));
            }
        }
        scratchVolumes().forEach(found::add);
        return List.copyOf(found);
    }

    /// The setting a path belongs to: lists and maps that are set as one are told as one.
    static String setting(String path) {
        var whole = WHOLE.matcher(path);
        return whole.matches() ? whole.group(1) : path;
    }

    private static Map<String, String> settings(Map<String, String> paths) {
        var settings = new TreeMap<String, String>();
        paths.forEach((path, value) ->
                settings.merge(setting(path.substring(1)), value, (a, b) -> a + " " + b));
        return settings;
    }

    private CloneDifference difference(String field, String was, String is) {
        var variable = field.startsWith("Config.Env.") ? field.substring(11) : "";
        var secret = ComposeService.SECRET.matcher(variable).matches();
        return new CloneDifference(
                field,
                secret && !was.isEmpty() ? "***" : was,
                secret && !is.isEmpty() ? "***" : is,
                new CloneReasons(change, imageKnown).of(field));
    }

    private ObjectNode incumbent() {
        var shown = DockerApi.JSON.createObjectNode();
        shown.put("Name", original.path("Name").asText().replaceFirst("^/", ""));
        ObjectNode config = original.path("Config").deepCopy();
        if (original.path("Id").asText().startsWith(config.path("Hostname").asText("?"))
                || original.path("HostConfig").path("NetworkMode").asText().equals("host")) {
            config.remove("Hostname");
        }
        shown.set("Config", config);
        shown.set("HostConfig", original.path("HostConfig"));
        var networks = shown.putObject("NetworkSettings").putObject("Networks");
        definition.networks().forEach(name -> networks.set(name, theirEndpoint(name)));
        return shown;
    }

    /// The engine adds the short id to the names by itself.
    private ObjectNode theirEndpoint(String network) {
        var theirs = original.path("NetworkSettings").path("Networks").path(network);
        var endpoint = DockerApi.JSON.createObjectNode();
        var aliases = endpoint.putArray("Aliases");
        Filters.texts(theirs.path("Aliases")).stream()
                .filter(alias -> !original.path("Id").asText().startsWith(alias))
                .forEach(aliases::add);
        for (var field : List.of("IPAMConfig", "DriverOpts", "Links", "GwPriority")) {
            if (theirs.hasNonNull(field)) {
                endpoint.set(field, theirs.path(field));
            }
        }
        return endpoint;
    }

    private ObjectNode candidate() {
        var shown = DockerApi.JSON.createObjectNode().put("Name", change.name());
        var config = definition.body();
        shown.set("HostConfig", config.remove("HostConfig"));
        config.remove("NetworkingConfig");
        shown.set("Config", withDefaults(config));
        var networks = shown.putObject("NetworkSettings").putObject("Networks");
        definition.networks().forEach(name -> networks.set(name, definition.endpoint(name)));
        return shown;
    }

    private ObjectNode withDefaults(ObjectNode config) {
        for (var field : TEXTS) {
            if (config.path(field).asText("").isEmpty() && newImage.has(field)) {
                config.set(field, newImage.path(field));
            }
        }
        for (var field : List.of("Healthcheck", "Shell")) {
            if (!config.hasNonNull(field) && newImage.hasNonNull(field)) {
                config.set(field, newImage.path(field));
            }
        }
        for (var field : List.of("Labels", "Volumes", "ExposedPorts")) {
            var own = config.path(field);
            var all = config.putObject(field);
            all.setAll(object(newImage.path(field)));
            all.setAll(object(own));
        }
        command(config);
        environment(config);
        return config;
    }

    private static ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object : DockerApi.JSON.createObjectNode();
    }

    private void command(ObjectNode config) {
        var entry = Filters.texts(config.path("Entrypoint"));
        if (entry.equals(List.of(""))) {
            config.remove("Entrypoint");
        } else if (entry.isEmpty()) {
            if (config.path("Cmd").isEmpty()) {
                config.set("Cmd", newImage.path("Cmd"));
            }
            config.set("Entrypoint", newImage.path("Entrypoint"));
        }
        for (var field : List.of("Cmd", "Entrypoint")) {
            if (config.path(field) instanceof MissingNode) {
                config.remove(field);
            }
        }
    }

    private void environment(ObjectNode config) {
        var own = Filters.texts(config.path("Env"));
        var named = new HashSet<String>();
        own.forEach(entry -> named.add(entry.split("=", 2)[0]));
        var added =
                Filters.texts(newImage.path("Env")).stream()
                        .filter(entry -> !named.contains(entry.split("=", 2)[0]));
        var all = Stream.concat(own.stream(), added).toList();
        config.set("Env", DockerApi.JSON.valueToTree(all));
    }

    /// Volumes that an image asks for and nobody named are each container's own.
    private Stream<CloneDifference> scratchVolumes() {
        var paths = new TreeSet<String>();
        definition.oldImage().path("Volumes").fieldNames().forEachRemaining(paths::add);
        newImage.path("Volumes").fieldNames().forEachRemaining(paths::add);
        paths.removeAll(mounted());
        return paths.stream()
                .map(path ->
                        new CloneDifference(
                                "Mounts." + path,
                                "its own",
                                newImage.path("Volumes").has(path) ? "its own" : "",
                                "scratch space that the image asks for"));
    }

    private Set<String> mounted() {
        var host = definition.body().path("HostConfig");
        var paths = new HashSet<String>();
        for (var bind : Filters.texts(host.path("Binds"))) {
            paths.add(bind.split(":", 3)[1]);
        }
        host.path("Mounts").forEach(mount -> paths.add(mount.path("Target").asText()));
        host.path("Tmpfs").fieldNames().forEachRemaining(paths::add);
        return paths;
    }
}
