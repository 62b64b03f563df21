package io.lockstep.app.containers.compose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The compose file that runs two versions beside each other behind a proxy whose image is pinned.
///
/// @param incumbent the running container as a service
/// @param candidateImage what the second service runs instead
/// @param proxyImage with its digest
public record SideBySide(
        String incumbentName,
        Map<String, Object> incumbent,
        String candidateName,
        String candidateImage,
        String proxyImage) {
    private static final List<String> ONE_ONLY =
            List.of("hostname", "ports", "container_name", "labels");

    /// @throws io.lockstep.chain.problem.ProblemException when the proxy image has no digest
    public String file() {
        if (!proxyImage.contains("@sha256:")) {
            throw ComposeProject.unpinned(proxyImage);
        }
        var services = new LinkedHashMap<String, Object>();
        services.put(incumbentName, withoutPorts(incumbent));
        services.put(candidateName, candidate());
        services.put("lockstep-front", front());
        var document = new LinkedHashMap<String, Object>();
        document.put("services", services);
        if (!networks().isEmpty()) {
            var external = new LinkedHashMap<String, Object>();
            networks().forEach(name -> external.put(name, Map.of("external", true)));
            document.put("networks", external);
        }
        volumes().ifPresent(volumes -> document.put("volumes", volumes));
        return """
        # Two versions of the MLNode side by side behind one proxy, as Lockstep saw them run.
        # nginx.conf beside this file: lockstep export nginx --two-port
        # The second version starts by hand (docker compose up -d %s); it restarts by itself
        # only once you give it the policy of the first, after the cutover.
        """
                        .formatted(candidateName)
                + Yaml.of(document);
    }

    private static Map<String, Object> withoutPorts(Map<String, Object> service) {
        var rest = new LinkedHashMap<>(service);
        rest.remove("ports");
        return rest;
    }

    /// Everything as the incumbent has it, but for what only one container can have.
    private Map<String, Object> candidate() {
        var service = new LinkedHashMap<>(incumbent);
        ONE_ONLY.forEach(service::remove);
        service.put("image", candidateImage);
        service.put("restart", "no");
        if (service.get("networks") instanceof Map<?, ?> joined) {
            var own = new LinkedHashMap<String, Object>();
            joined.keySet()
                    .forEach(name ->
                            own.put(name.toString(), Map.of("aliases", List.of(candidateName))));
            service.put("networks", own);
        }
        return service;
    }

    /// It takes the ports that the incumbent had on the host.
    private Map<String, Object> front() {
        var service = new LinkedHashMap<String, Object>();
        service.put("image", proxyImage);
        service.put("restart", "unless-stopped");
        service.put("ports", ports());
        service.put("volumes", List.of("./nginx.conf:/etc/nginx/nginx.conf:ro"));
        if (!networks().isEmpty()) {
            service.put("networks", networks());
        }
        service.put("depends_on", List.of(incumbentName));
        return service;
    }

    private List<String> ports() {
        var ports = new ArrayList<String>();
        if (incumbent.get("ports") instanceof List<?> own) {
            own.forEach(port -> ports.add(port.toString()));
        }
        return ports.isEmpty() ? List.of("127.0.0.1:8080:8080", "127.0.0.1:5050:5000") : ports;
    }

    private List<String> networks() {
        return incumbent.get("networks") instanceof Map<?, ?> joined
                ? joined.keySet().stream().map(Object::toString).toList()
                : List.of();
    }

    /// Named volumes are there already.
    private Optional<Map<String, Object>> volumes() {
        var named = new LinkedHashMap<String, Object>();
        if (incumbent.get("volumes") instanceof List<?> all) {
            for (var volume : all) {
                var source =
                        volume instanceof Map<?, ?> mount
                                ? "volume".equals(mount.get("type"))
                                        ? String.valueOf(mount.get("source"))
                                        : "/"
                                : volume.toString().split(":", 2)[0];
                if (!source.startsWith("/") && !source.startsWith(".")) {
                    named.put(source, Map.of("external", true));
                }
            }
        }
        return named.isEmpty() ? Optional.empty() : Optional.of(named);
    }
}
