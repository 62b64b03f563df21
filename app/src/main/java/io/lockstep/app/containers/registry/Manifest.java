package io.lockstep.app.containers.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a registry says an image is made of: a manifest, or an index with one for each platform.
record Manifest(JsonNode json) {
    static final int LIMIT = 4 * 1024 * 1024;

    /// Every form that an image may be told in.
    static final String ACCEPT =
            String.join(
                    ", ",
                    "application/vnd.oci.image.index.v1+json",
                    "application/vnd.docker.distribution.manifest.list.v2+json",
                    "application/vnd.oci.image.manifest.v1+json",
                    "application/vnd.docker.distribution.manifest.v2+json");

    private static final JsonMapper JSON = new JsonMapper();

    static Manifest of(RegistryName name, byte[] body) {
        try {
            return new Manifest(JSON.readTree(body));
        } catch (IOException e) {
            throw RegistryProblems.unreadable(name, "it is no JSON");
        }
    }

    static String digest(byte[] body) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return "sha256:" + HexFormat.of().formatHex(sha.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    boolean index() {
        return json.has("manifests");
    }

    /// The digest of the manifest for Linux on that architecture.
    Optional<String> platform(String architecture) {
        for (var entry : json.path("manifests")) {
            var platform = entry.path("platform");
            if (platform.path("os").asText().equals("linux")
                    && platform.path("architecture").asText().equals(architecture)) {
                return Optional.of(entry.path("digest").asText());
            }
        }
        return Optional.empty();
    }

    /// The digest of the configuration, which most engines call the image's id.
    String config() {
        return json.path("config").path("digest").asText("");
    }

    /// Compressed bytes by digest, the lowest layer first.
    Map<String, Long> layers() {
        var layers = new LinkedHashMap<String, Long>();
        json.path("layers")
                .forEach(layer ->
                        layers.put(layer.path("digest").asText(), layer.path("size").asLong()));
        return layers;
    }
}
