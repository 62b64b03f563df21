package io.lockstep.app.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Everything a measurement starts: one folder and processes on loopback ports. Closing ends and
/// removes all of it, from any thread; nothing starts afterwards.
final class BenchStage implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);

    private final Deque<Child> children = new ArrayDeque<>();
    private final Usage usage = new Usage(Path.of("/proc"));
    private final Commands commands;
    private final Pins pins;
    private final Path folder;
    private int started;
    private boolean closed;

    private BenchStage(Commands commands, Pins pins, Path folder) {
        this.commands = commands;
        this.pins = pins;
        this.folder = folder;
    }

    /// @param java how a Java program of ours is started
    static BenchStage open(Programs programs, Pins pins, List<String> java) {
        try {
            // Workers of a proxy that gave up being root keep their files in here.
            var open = PosixFilePermissions.fromString("rwxr-xr-x");
            var folder =
                    Files.createTempDirectory(
                            "lockstep-bench-", PosixFilePermissions.asFileAttribute(open));
            return new BenchStage(new Commands(programs, java), pins, folder);
        } catch (IOException e) {
            throw BenchProblems.failed("no folder can be made", e);
        }
    }

    Backend backend() {
        var child = start(pins.load(commands.backend()), newFolder("upstream"));
        var ports = child.hear("").stream().map(Integer::parseInt).toList();
        return new Backend(ports.getFirst(), ports.getLast());
    }

    /// The upstream's two ports.
    record Backend(int port, int other) {}

    /// Returns when it listens.
    Running run(Contender who, Backend backend) {
        if (who == Contender.DIRECT) {
            return new Running(who, backend.port(), Optional.empty(), folder, usage);
        }
        var port = freePort();
        var own = newFolder(who.name());
        Configurations.of(who, port, backend.port(), own).ifPresent(text -> write(own, text));
        var child = start(pins.proxy(commands.contender(who, port, backend.port(), own)), own);
        awaitListening(who, child, port);
        return new Running(who, port, Optional.of(child), own, usage);
    }

    /// Puts a new engine in the place of the one that runs; returns when it serves.
    Child successor(Running engine, Backend backend) {
        var command = commands.successor(engine.port(), backend.port(), engine.folder());
        var child = start(pins.proxy(command), newFolder("successor"));
        var _ = child.hear("Lockstep engine");
        return child;
    }

    Child wrk(List<String> arguments) {
        return start(pins.load(commands.wrk(arguments)), folder);
    }

    Child streams(int port, String path, int count) {
        return start(pins.load(commands.streams(port, path, count)), folder);
    }

    /// A file for a helper to read.
    Path file(String name, String text) {
        return write(folder, name, text);
    }

    void end(Child child) {
        child.close();
        synchronized (this) {
            children.remove(child);
        }
    }

    private synchronized Child start(List<String> command, Path own) {
        if (closed) {
            throw BenchProblems.failed("it was given up");
        }
        var child = Child.start(command, own.resolve("errors.log"));
        children.push(child);
        return child;
    }

    private synchronized Path newFolder(String name) {
        try {
            return Files.createDirectory(
                    folder.resolve("%02d-%s".formatted(started++, name.toLowerCase(Locale.ROOT))));
        } catch (IOException e) {
            throw BenchProblems.failed("no folder can be made", e);
        }
    }

    private static void write(Path own, String text) {
        write(own, Configurations.FILE, text);
    }

    private static Path write(Path own, String name, String text) {
        try {
            return Files.writeString(own.resolve(name), text);
        } catch (IOException e) {
            throw BenchProblems.failed("no file can be written", e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw BenchProblems.failed("no port is free", e);
        }
    }

    private static void awaitListening(Contender who, Child child, int port) {
        var limit = System.nanoTime() + START.toNanos();
        while (!listens(port)) {
            if (!child.alive() || System.nanoTime() > limit) {
                throw BenchProblems.failed(
                        "%s does not listen, %s".formatted(who.title(), child.lastWords()));
            }
            Pause.of(Duration.ofMillis(20));
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        children.forEach(Child::close);
        children.clear();
        remove();
    }

    private void remove() {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw BenchProblems.failed("%s could not be removed".formatted(folder), e);
        }
    }
}
