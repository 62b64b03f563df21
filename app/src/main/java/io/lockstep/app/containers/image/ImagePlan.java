package io.lockstep.app.containers.image;

import io.lockstep.app.containers.EngineLayout;
import io.lockstep.app.containers.Labels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An image of a Java program of ours.
///
/// @param reference repository and tag
/// @param javaOptions before the class path
/// @param classPath jars, and folders of classes
/// @param volumes folders that stay writable under a read-only root, the user's alone
/// @param health arguments after the entry point that tell by their exit code whether it is well
public record ImagePlan(
        String reference,
        String mainClass,
        List<String> javaOptions,
        List<Path> classPath,
        Map<String, String> environment,
        Map<String, String> labels,
        List<String> volumes,
        List<Integer> ports,
        Optional<List<String>> health) {
    private static final String ENGINE_MAIN = "io.lockstep.engine.EngineMain";

    /// Quick to start on few cores; right for programs that live for minutes.
    public static final List<String> SHORT_LIVED =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData");

    /// For programs that serve for weeks.
    public static final List<String> LONG_LIVED = List.of("-XX:+UseSerialGC", "-XX:-UsePerfData");

    /// The proxy engine of this installation.
    public static ImagePlan engine(
            String reference, Installation installation, Map<String, String> labels) {
        var options = new ArrayList<>(LONG_LIVED);
        options.add("--enable-native-access=ALL-UNNAMED");
        options.add("--sun-misc-unsafe-memory-access=allow");
        var role = new TreeMap<>(labels);
        role.put(Labels.ROLE, "engine");
        return new ImagePlan(
                reference,
                ENGINE_MAIN,
                options,
                installation.engine(),
                Map.of("LOCKSTEP_BIND", "0.0.0.0"),
                role,
                List.of(EngineLayout.CONTROL_FOLDER, EngineLayout.STATE_FOLDER),
                List.of(5000, 8080),
                Optional.of(List.of("status", "--control", EngineLayout.CONTROL_SOCKET)));
    }
}
