package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/// An engine as a process of its own, with a limit of open files.
final class EngineChild implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("listens on 127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final int port;

    private EngineChild(Process process) throws IOException {
        this.process = process;
        Thread.ofVirtual().name("errors").start(this::listen);
        var line = String.valueOf(process.inputReader(UTF_8).readLine());
        var found = PORT.matcher(line);
        if (!found.find()) {
            process.destroyForcibly();
            throw new AssertionError(line + errors);
        }
        port = Integer.parseInt(found.group(1));
    }

    /// @param files how many it may open
    static EngineChild start(int files, List<String> flags) {
        try {
            var command =
                    new ArrayList<>(
                            List.of(
                                    "sh",
                                    "-c",
                                    "ulimit -n %d && exec \"$@\"".formatted(files),
                                    "engine",
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "--enable-native-access=ALL-UNNAMED",
                                    "--sun-misc-unsafe-memory-access=allow",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "io.lockstep.engine.EngineMain",
                                    "run",
                                    "--listen",
                                    "127.0.0.1:0"));
            command.addAll(flags);
            return new EngineChild(new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (BufferedReader lines = process.errorReader(UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                errors.add(line);
            }
        } catch (IOException e) {
            // It has ended.
            return;
        }
    }

    int port() {
        return port;
    }

    /// What it wrote to standard error so far.
    List<String> errors() {
        return errors;
    }

    /// How many files it has open now.
    long openFiles() {
        try (var open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where it takes TCP connections, as the system tells.
    List<Integer> listeningPorts() {
        var own = Path.of("/proc", Long.toString(process.pid()), "fd");
        try (var open = Files.list(own)) {
            var sockets = open.map(EngineChild::target).toList();
            return Kernel.listening(inode -> sockets.contains("socket:[%s]".formatted(inode)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Empty for what is closed again.
    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
