package io.lockstep.app.proxy.export;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Deployments, services and routes of versions side by side.
///
/// @param versions images by version
/// @param engine image of the engine, when it is to stand in front; else the routes themselves tell
///   the versions apart
/// @param node the Kubernetes node with the GPUs
/// @param cache folder there with the weights, which all versions share
/// @param host domain below which the Ingress answers
/// @param gatewayClass of the Gateway
public record Kubernetes(
        Versions versions,
        Optional<String> engine,
        String namespace,
        String node,
        String cache,
        String host,
        String gatewayClass) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/:@-]{1,253}");

    public Kubernetes {
        for (var word : new String[] {namespace, node, cache, host, gatewayClass}) {
            plain(word);
        }
        engine.ifPresent(Kubernetes::plain);
    }

    /// How requests come in.
    public enum Routes {
        INGRESS,
        GATEWAY
    }

    /// One file for `kubectl apply`.
    public String file(Routes routes) {
        return versions.fill("kubernetes.yaml", "image", values())
                + engine.map(_ -> versions.fill("kubernetes-engine.yaml", "image", values()))
                        .orElse("")
                + routes(routes);
    }

    private String routes(Routes routes) {
        var template =
                switch (routes) {
                    case INGRESS -> "kubernetes-ingress";
                    case GATEWAY -> "kubernetes-gateway";
                };
        return versions.fill(
                template + (engine.isPresent() ? "-to-engine" : "") + ".yaml", "image", values());
    }

    private Map<String, String> values() {
        var values = new HashMap<String, String>();
        values.put("namespace", namespace);
        values.put("node", node);
        values.put("cache", cache);
        values.put("host", host);
        values.put("class", gatewayClass);
        engine.ifPresent(image -> {
            values.put("engine", image);
            values.put("defaultName", "lockstep-engine");
        });
        return values;
    }

    private static void plain(String word) {
        if (!PLAIN.matcher(word).matches()) {
            throw Versions.bad("%s cannot stand in a manifest.".formatted(word));
        }
    }
}
