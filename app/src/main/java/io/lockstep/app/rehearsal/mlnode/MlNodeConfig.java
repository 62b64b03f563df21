package io.lockstep.app.rehearsal.mlnode;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How a stand-in MLNode is set up.
///
/// @param version what it names as its version in every completion
/// @param port of management and inference; 0 takes any
/// @param compatPort of inference, health and tokens; not listening until a model was ready once
/// @param load from the request to bring a model up until it is ready
/// @param stop how long the processes need to end
/// @param perToken pause after each token of a stream
/// @param gpu lock file that stands for the GPU; without one the GPU is its own
public record MlNodeConfig(
        String version,
        Flavour flavour,
        InetAddress bind,
        int port,
        int compatPort,
        Duration load,
        Duration stop,
        Duration perToken,
        Optional<Path> gpu,
        Set<MlNodeFault> faults) {

    /// Which release it behaves like (fact sheet, sections 0.1 and 5.3).
    public enum Flavour {
        R0,
        R2
    }

    public MlNodeConfig {
        faults = Set.copyOf(faults);
    }

    /// Quick, on loopback, on any ports: for tests.
    public static MlNodeConfig quick(String version, Flavour flavour) {
        return new MlNodeConfig(
                version,
                flavour,
                InetAddress.getLoopbackAddress(),
                0,
                0,
                Duration.ofMillis(20),
                Duration.ofMillis(5),
                Duration.ofMillis(1),
                Optional.empty(),
                Set.of());
    }

    public MlNodeConfig with(MlNodeFault... faults) {
        return new MlNodeConfig(
                version,
                flavour,
                bind,
                port,
                compatPort,
                load,
                stop,
                perToken,
                gpu,
                Set.of(faults));
    }

    public MlNodeConfig loading(Duration load) {
        return new MlNodeConfig(
                version, flavour, bind, port, compatPort, load, stop, perToken, gpu, faults);
    }

    public MlNodeConfig speaking(Duration perToken) {
        return new MlNodeConfig(
                version, flavour, bind, port, compatPort, load, stop, perToken, gpu, faults);
    }

    public MlNodeConfig on(Path gpu) {
        return new MlNodeConfig(
                version,
                flavour,
                bind,
                port,
                compatPort,
                load,
                stop,
                perToken,
                Optional.of(gpu),
                faults);
    }

    /// As a container is told: by environment, with the defaults of an image.
    public static MlNodeConfig from(Map<String, String> env) throws UnknownHostException {
        return new MlNodeConfig(
                env.getOrDefault("MLNODE_VERSION", "v3.0.8"),
                Flavour.valueOf(env.getOrDefault("MLNODE_FLAVOUR", "R0").toUpperCase(Locale.ROOT)),
                InetAddress.getByName(env.getOrDefault("LOCKSTEP_BIND", "0.0.0.0")),
                Integer.parseInt(env.getOrDefault("MLNODE_PORT", "8080")),
                Integer.parseInt(env.getOrDefault("MLNODE_COMPAT_PORT", "5000")),
                millis(env, "MLNODE_LOAD_MILLIS", 3000),
                millis(env, "MLNODE_STOP_MILLIS", 300),
                millis(env, "MLNODE_TOKEN_MILLIS", 40),
                Optional.ofNullable(env.get("MLNODE_GPU")).map(Path::of),
                faults(env.getOrDefault("MLNODE_FAULTS", "")));
    }

    boolean has(MlNodeFault fault) {
        return faults.contains(fault);
    }

    private static Duration millis(Map<String, String> env, String name, long otherwise) {
        return Duration.ofMillis(Long.parseLong(env.getOrDefault(name, Long.toString(otherwise))));
    }

    /// Comma between names, in any case, with `-` or `_`.
    private static Set<MlNodeFault> faults(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(name -> name.strip().toUpperCase(Locale.ROOT).replace('-', '_'))
                .filter(name -> !name.isEmpty())
                .map(MlNodeFault::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
