package io.lockstep.app.containers.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Turns a container's definition into a process of this machine.
final class Launch {
    static final String BIND = "LOCKSTEP_BIND";

    private static final String EVERYWHERE = "0.0.0.0:";

    /// The engine opens its control socket in no other kind of folder.
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final StoredContainer container;
    private final StoredImage image;
    private final Path own;
    private final Outside outside;

    /// @param own the container's folder
    /// @param volumes where named volumes lie
    Launch(
            StoredContainer container,
            StoredImage image,
            ImageShelf images,
            Path own,
            Shelf<Named> volumes)
            throws IOException {
        this.container = container;
        this.image = image;
        this.own = own;
        this.outside = new Outside(mounts(volumes), inside -> images.path(image, inside));
    }

    private Map<String, Path> mounts(Shelf<Named> volumes) throws IOException {
        var mounts = new TreeMap<String, Path>();
        var private_ = Stream.of(List.of("/tmp"), image.volumes(), container.spec().temporary());
        for (var inside : private_.flatMap(List::stream).toList()) {
            mounts.put(inside, Files.createDirectories(own.resolve("data" + inside), OWNER_ONLY));
        }
        container
                .spec()
                .volumes()
                .forEach((volume, inside) ->
                        mounts.put(
                                inside,
                                volume.startsWith("/") ? Path.of(volume) : volumes.folder(volume)));
        return mounts;
    }

    /// A session of its own, so that Ctrl-C in the terminal of whoever started it passes it by.
    ProcessBuilder main() {
        var command = container.spec().command();
        var builder = with(command.isEmpty() ? image.command() : command);
        if (Files.isExecutable(SETSID)) {
            builder.command().addFirst(SETSID.toString());
        }
        var log = log().toFile();
        return builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    }

    ProcessBuilder with(List<String> arguments) {
        var command = new ArrayList<String>();
        Stream.concat(image.entryPoint().stream(), arguments.stream())
                .forEach(argument -> command.add(outside.rewrite(bound(argument))));
        var builder = new ProcessBuilder(command).directory(own.toFile());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        var environment = builder.environment();
        environment.clear();
        environment.putAll(image.environment());
        environment.put(BIND, container.bind());
        environment.putAll(container.spec().environment());
        environment.replaceAll((_, value) -> outside.rewrite(value));
        return builder;
    }

    /// What a container would listen on everywhere, a process must on its own address alone: the
    /// others belong to its neighbours.
    private String bound(String argument) {
        return argument.startsWith(EVERYWHERE)
                ? container.bind() + ":" + argument.substring(EVERYWHERE.length())
                : argument;
    }

    Path log() {
        return own.resolve("log");
    }
}
