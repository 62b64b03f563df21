package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A container as a service of a compose file.
final class ComposeService {
    /// Names of variables whose values are not shown.
    static final Pattern SECRET =
            Pattern.compile(".*(TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|API_?KEY).*");

    private static final Set<String> BUILT_IN = Set.of("bridge", "default", "host", "none");

    private final JsonNode original;
    private final JsonNode own;
    private final JsonNode host;
    private final Map<String, Object> entries = new LinkedHashMap<>();

    /// @param own the definition less what the image provides
    ComposeService(JsonNode original, JsonNode own) {
        this.original = original;
        this.own = own;
        this.host = own.path("HostConfig");
    }

    Map<String, Object> entries() {
        put("image", original.path("Config").path("Image").asText());
        program();
        storage();
        hardware();
        network();
        rights();
        life();
        return entries;
    }

    private void program() {
        list("entrypoint", own.path("Entrypoint"));
        list("command", own.path("Cmd"));
        text("user", own.path("User"));
        text("working_dir", own.path("WorkingDir"));
        flag("tty", own.path("Tty"));
        flag("stdin_open", own.path("OpenStdin"));
        var environment = new LinkedHashMap<String, Object>();
        for (var entry : Filters.texts(own.path("Env"))) {
            var parts = entry.split("=", 2);
            var secret = SECRET.matcher(parts[0]).matches();
            environment.put(
                    parts[0],
                    secret ? "${" + parts[0] + "}" : literal(parts.length > 1 ? parts[1] : ""));
        }
        put("environment", environment);
        var labels = new LinkedHashMap<String, Object>();
        Filters.map(own.path("Labels")).forEach((key, value) -> labels.put(key, literal(value)));
        put("labels", labels);
    }

    private void storage() {
        var volumes = new ArrayList<Object>(Filters.texts(host.path("Binds")));
        for (var mount : host.path("Mounts")) {
            volumes.add(mount(mount));
        }
        put("volumes", volumes);
        var memory = new ArrayList<String>();
        Filters.map(host.path("Tmpfs"))
                .forEach((path, options) ->
                        memory.add(options.isEmpty() ? path : path + ":" + options));
        put("tmpfs", memory);
        flag("read_only", host.path("ReadonlyRootfs"));
    }

    private static Map<String, Object> mount(JsonNode mount) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("type", mount.path("Type").asText());
        if (mount.hasNonNull("Source")) {
            entry.put("source", mount.path("Source").asText());
        }
        entry.put("target", mount.path("Target").asText());
        if (mount.path("ReadOnly").asBoolean()) {
            entry.put("read_only", true);
        }
        return entry;
    }

    private void hardware() {
        var devices = new ArrayList<Map<String, Object>>();
        for (var request : host.path("DeviceRequests")) {
            devices.add(device(request));
        }
        if (!devices.isEmpty()) {
            put("deploy", Map.of("resources", Map.of("reservations", Map.of("devices", devices))));
        }
        var plain = new ArrayList<String>();
        for (var device : host.path("Devices")) {
            plain.add(
                    "%s:%s:%s"
                            .formatted(
                                    device.path("PathOnHost").asText(),
                                    device.path("PathInContainer").asText(),
                                    device.path("CgroupPermissions").asText("rwm")));
        }
        put("devices", plain);
        if (!host.path("IpcMode").asText("private").equals("private")) {
            text("ipc", host.path("IpcMode"));
        } else {
            number("shm_size", host.path("ShmSize"));
        }
        number("mem_limit", host.path("Memory"));
        number("pids_limit", host.path("PidsLimit"));
        var limits = new LinkedHashMap<String, Object>();
        for (var limit : host.path("Ulimits")) {
            limits.put(
                    limit.path("Name").asText(),
                    Map.of(
                            "soft",
                            limit.path("Soft").asLong(),
                            "hard",
                            limit.path("Hard").asLong()));
        }
        put("ulimits", limits);
    }

    private static Map<String, Object> device(JsonNode request) {
        var entry = new LinkedHashMap<String, Object>();
        var driver = request.path("Driver").asText("");
        if (!driver.isEmpty()) {
            entry.put("driver", driver);
        }
        var ids = Filters.texts(request.path("DeviceIDs"));
        if (!ids.isEmpty()) {
            entry.put("device_ids", ids);
        } else {
            var count = request.path("Count").asInt();
            entry.put("count", count < 0 ? "all" : (Object) count);
        }
        var capabilities = Filters.texts(request.path("Capabilities").path(0));
        if (!capabilities.isEmpty()) {
            entry.put("capabilities", capabilities);
        }
        return entry;
    }

    private void network() {
        var mode = host.path("NetworkMode").asText("");
        var networks = new LinkedHashMap<String, Object>();
        for (var network : original.path("NetworkSettings").path("Networks").properties()) {
            if (!BUILT_IN.contains(network.getKey())) {
                networks.put(network.getKey(), Map.of("aliases", aliases(network.getValue())));
            }
        }
        put("networks", networks);
        if (networks.isEmpty() && !mode.isEmpty() && !mode.equals("default")) {
            put("network_mode", mode);
        }
        list("extra_hosts", host.path("ExtraHosts"));
        list("dns", host.path("Dns"));
        var hostname = original.path("Config").path("Hostname").asText("");
        if (!hostname.isEmpty()
                && !mode.equals("host")
                && !original.path("Id").asText().startsWith(hostname)) {
            put("hostname", hostname);
        }
        ports();
    }

    private List<String> aliases(JsonNode endpoint) {
        return Filters.texts(endpoint.path("Aliases")).stream()
                .filter(alias -> !original.path("Id").asText().startsWith(alias))
                .toList();
    }

    private void ports() {
        var ports = new ArrayList<String>();
        for (var port : original.path("HostConfig").path("PortBindings").properties()) {
            for (var at : port.getValue()) {
                var ip = at.path("HostIp").asText("");
                ports.add(
                        (ip.isEmpty() ? "" : ip + ":")
                                + at.path("HostPort").asText()
                                + ":"
                                + port.getKey());
            }
        }
        put("ports", ports);
    }

    private void rights() {
        flag("privileged", host.path("Privileged"));
        list("cap_add", host.path("CapAdd"));
        list("cap_drop", host.path("CapDrop"));
        list("security_opt", host.path("SecurityOpt"));
        list("group_add", host.path("GroupAdd"));
        put("sysctls", new LinkedHashMap<String, Object>(Filters.map(host.path("Sysctls"))));
    }

    private void life() {
        text("stop_signal", own.path("StopSignal"));
        if (own.path("StopTimeout").asInt() > 0) {
            put("stop_grace_period", own.path("StopTimeout").asInt() + "s");
        }
        var policy = original.path("HostConfig").path("RestartPolicy").path("Name").asText("");
        put("restart", policy.isEmpty() ? "no" : policy);
        var log = host.path("LogConfig");
        if (log.path("Config").size() > 0) {
            put(
                    "logging",
                    Map.of(
                            "driver",
                            log.path("Type").asText(),
                            "options",
                            Filters.map(log.path("Config"))));
        }
        health();
    }

    private void health() {
        var health = own.path("Healthcheck");
        if (health.path("Test").isEmpty()) {
            return;
        }
        var entry = new LinkedHashMap<String, Object>();
        entry.put(
                "test",
                Filters.texts(health.path("Test")).stream().map(ComposeService::literal).toList());
        for (var field : List.of("Interval", "Timeout", "StartPeriod")) {
            if (health.path(field).asLong() > 0) {
                var name =
                        field.equals("StartPeriod")
                                ? "start_period"
                                : field.toLowerCase(Locale.ROOT);
                entry.put(name, health.path(field).asLong() / 1_000_000 + "ms");
            }
        }
        if (health.path("Retries").asInt() > 0) {
            entry.put("retries", health.path("Retries").asInt());
        }
        put("healthcheck", entry);
    }

    /// A dollar sign would be read as a variable.
    private static String literal(String text) {
        return text.replace("$", "$$");
    }

    private void list(String key, JsonNode values) {
        put(key, Filters.texts(values).stream().map(ComposeService::literal).toList());
    }

    private void text(String key, JsonNode value) {
        put(key, literal(value.asText("")));
    }

    private void flag(String key, JsonNode value) {
        if (value.asBoolean()) {
            put(key, true);
        }
    }

    private void number(String key, JsonNode value) {
        if (value.asLong() > 0) {
            put(key, value.asLong());
        }
    }

    /// Nothing is written for what is empty.
    private void put(String key, Object value) {
        var empty =
                switch (value) {
                    case String text -> text.isEmpty();
                    case List<?> list -> list.isEmpty();
                    case Map<?, ?> map -> map.isEmpty();
                    default -> false;
                };
        if (!empty) {
            entries.put(key, value);
        }
    }
}
