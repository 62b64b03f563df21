package io.lockstep.app.upgrade.act;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerSpec;
import io.lockstep.app.containers.EngineLayout;
import io.lockstep.app.containers.Labels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// How the container of the proxy engine is made.
///
/// @param image reference or id
/// @param archive makes the archive the image comes from when it is not on the host
/// @param listeners as `engine run --listen` takes them, such as `0.0.0.0:8080=8080`
/// @param publish container port to host address
/// @param volume name of the volume for the engine's state
/// @param aliases names of the engine on the incumbent's network
/// @param labels what else marks the container and its volume
public record FrontSpec(
        String name,
        String image,
        Optional<Supplier<Path>> archive,
        List<String> listeners,
        Map<Integer, String> publish,
        String volume,
        String statePath,
        String controlSocket,
        List<String> aliases,
        Map<String, String> labels) {
    /// To where Docker shows it. One in a hundred exchanges and every error, since Docker keeps
    /// what it is given until somebody removes it.
    private static final List<String> LOG =
            List.of("--access-log", "-", "--access-log-sample", "100");

    private static final String SMALL =
            "-Xmx16m -Xss256k -XX:ReservedCodeCacheSize=8m -XX:TieredStopAtLevel=1";

    /// The two ports of an MLNode, published on loopback at ports the host chooses.
    public static FrontSpec of(String name, String image) {
        return new FrontSpec(
                name,
                image,
                Optional.empty(),
                List.of("0.0.0.0:8080=8080", "0.0.0.0:5000=5000"),
                Map.of(8080, "127.0.0.1:0", 5000, "127.0.0.1:0"),
                name + "-state",
                EngineLayout.STATE_FOLDER,
                EngineLayout.CONTROL_SOCKET,
                List.of(name),
                Map.of());
    }

    /// The same with an archive to fall back on.
    public FrontSpec from(Supplier<Path> archive) {
        return new FrontSpec(
                name,
                image,
                Optional.of(archive),
                listeners,
                publish,
                volume,
                statePath,
                controlSocket,
                aliases,
                labels);
    }

    /// The same with ports of this machine's loopback that are chosen beforehand.
    public FrontSpec at(int management, int inference) {
        return new FrontSpec(
                name,
                image,
                archive,
                listeners,
                Map.of(8080, "127.0.0.1:" + management, 5000, "127.0.0.1:" + inference),
                volume,
                statePath,
                controlSocket,
                aliases,
                labels);
    }

    /// On the network the incumbent is on: read-only, with nothing writable but its state and its
    /// socket's folder.
    ContainerSpec beside(Container incumbent) {
        return new ContainerSpec(
                name,
                image,
                command(),
                Map.of(),
                marks(),
                incumbent.networks().stream().findFirst().orElse(""),
                aliases,
                publish,
                Map.of(volume, statePath),
                List.of(socketFolder(), "/tmp"),
                true,
                "unless-stopped");
    }

    /// What owns ports and names, so that engines can replace each other behind them. It does
    /// nothing; its memory is what an idle program needs.
    ContainerSpec anchor(Container incumbent) {
        var marks = new HashMap<>(marks());
        marks.put(Labels.ANCHOR, name);
        return new ContainerSpec(
                name,
                image,
                List.of("anchor"),
                Map.of("JDK_JAVA_OPTIONS", SMALL),
                marks,
                incumbent.networks().stream().findFirst().orElse(""),
                aliases,
                publish,
                Map.of(channel(), socketFolder()),
                List.of("/tmp"),
                true,
                "unless-stopped");
    }

    /// An engine behind an anchor, which takes over from the one that runs there, if any.
    ///
    /// @param restart `no` until it is known to run
    ContainerSpec behind(Container anchor, String ownName, String restart) {
        var command = new ArrayList<>(command());
        command.set(command.indexOf("--control"), "--replace");
        var marks = new HashMap<>(labels);
        marks.put(Labels.ROLE, "engine-behind-anchor");
        marks.put(Labels.ANCHOR, anchor.name());
        return new ContainerSpec(
                ownName,
                image,
                command,
                Map.of(),
                marks,
                ContainerSpec.inside(anchor.id()),
                List.of(),
                Map.of(),
                Map.of(volume, statePath, channel(), socketFolder()),
                List.of("/tmp"),
                true,
                restart);
    }

    /// The volume with the control socket, over which engines hand over.
    String channel() {
        return name + "-control";
    }

    private String socketFolder() {
        return controlSocket.replaceFirst("/[^/]*$", "");
    }

    /// The labels of everything that is made for the engine.
    Map<String, String> marks() {
        var marks = new HashMap<>(labels);
        marks.put(Labels.ROLE, "engine");
        return Map.copyOf(marks);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("run"));
        for (var listener : listeners) {
            command.add("--listen");
            command.add(listener);
        }
        command.addAll(List.of("--state", statePath, "--control", controlSocket));
        command.addAll(LOG);
        return List.copyOf(command);
    }
}
