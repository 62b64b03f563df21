package io.lockstep.app.containers.image;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The configuration of an image, whose digest is the image's id.
final class ImageConfig {
    static final String HOME = "/opt/lockstep";

    private static final JsonMapper JSON = new JsonMapper();

    private final byte[] bytes;

    private ImageConfig(byte[] bytes) {
        this.bytes = bytes;
    }

    static ImageConfig of(ImagePlan plan, String classPath, List<LayerFile> layers) {
        var root = JSON.createObjectNode();
        root.put("architecture", architecture()).put("os", "linux");
        root.put("created", Layer.TIME.toString());
        root.set("config", config(plan, entryPoint(plan, classPath)));
        var files = root.putObject("rootfs").put("type", "layers").putArray("diff_ids");
        layers.forEach(layer -> files.add("sha256:" + layer.digest()));
        var history = root.putArray("history");
        for (var what : List.of("Java runtime", plan.mainClass())) {
            history.addObject().put("created", Layer.TIME.toString()).put("created_by", what);
        }
        return new ImageConfig(root.toString().getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        return bytes.clone();
    }

    String digest() {
        return Digests.of(bytes);
    }

    private static List<String> entryPoint(ImagePlan plan, String classPath) {
        var entry = new ArrayList<>(List.of(LinkedRuntime.HOME + "/bin/java"));
        entry.addAll(plan.javaOptions());
        entry.addAll(List.of("-cp", classPath, plan.mainClass()));
        return entry;
    }

    private static ObjectNode config(ImagePlan plan, List<String> entryPoint) {
        var config = JSON.createObjectNode().put("User", Integer.toString(Layer.USER));
        config.put("WorkingDir", "/");
        config.set("Entrypoint", JSON.valueToTree(entryPoint));
        var environment = config.putArray("Env");
        new TreeMap<>(plan.environment())
                .forEach((key, value) -> environment.add(key + "=" + value));
        config.set("Labels", JSON.valueToTree(new TreeMap<>(plan.labels())));
        var volumes = config.putObject("Volumes");
        plan.volumes().stream().sorted().forEach(volumes::putObject);
        var ports = config.putObject("ExposedPorts");
        plan.ports().stream().sorted().forEach(port -> ports.putObject(port + "/tcp"));
        plan.health().ifPresent(health -> config.set("Healthcheck", health(entryPoint, health)));
        return config;
    }

    /// Each probe is a JVM of its own, so it is asked seldom.
    private static ObjectNode health(List<String> entryPoint, List<String> arguments) {
        var health = JSON.createObjectNode();
        var test = Stream.of(List.of("CMD"), entryPoint, arguments).flatMap(List::stream).toList();
        health.set("Test", JSON.valueToTree(test));
        return health.put("Interval", Duration.ofSeconds(30).toNanos())
                .put("Timeout", Duration.ofSeconds(10).toNanos())
                .put("StartPeriod", Duration.ofSeconds(10).toNanos())
                .put("Retries", 3);
    }

    private static String architecture() {
        var name = System.getProperty("os.arch", "");
        return switch (name) {
            case "aarch64" -> "arm64";
            case "amd64", "x86_64" -> "amd64";
            default -> name;
        };
    }
}
