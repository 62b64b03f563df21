package io.lockstep.app.rehearsal;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The packaged program as its launcher starts it, in a process of its own.
final class Lockstep implements AutoCloseable {
    private static final Path CLONE = Path.of("").toAbsolutePath().resolveSibling("");
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Thread reader = Thread.ofVirtual().name("output").unstarted(this::read);

    private Lockstep(Process process) {
        this.process = process;
        reader.start();
    }

    static Lockstep start(String... arguments) {
        var app = CLONE.resolve("app/target");
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                app.resolve("lib") + "/*" + File.pathSeparator + jar(app),
                                "io.lockstep.app.cli.Main"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LOCKSTEP_INSTALL", CLONE.toString());
        try {
            return new Lockstep(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for a line that contains this text.
    void awaitLine(String text) {
        await(text, () -> said.stream().anyMatch(line -> line.contains(text)));
    }

    /// Waits until something is so, as long as the program lives.
    void await(String what, BooleanSupplier isSo) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            if (!process.isAlive() && !isSo.getAsBoolean()) {
                throw new AssertionError("it ended before: %s%n%s".formatted(what, said()));
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("never came: %s%n%s".formatted(what, said()));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /// Waits for its end and returns its exit code.
    int end() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it does not end%n%s".formatted(said()));
        }
        reader.join();
        return process.exitValue();
    }

    /// SIGKILL for this one process; what it started lives on.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
        reader.join();
    }

    /// Everything it has printed so far.
    String said() {
        return String.join(System.lineSeparator(), said);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException e) {
            said.add("its output broke off: " + e);
        }
    }

    private static Path jar(Path folder) {
        try (var jars = Files.newDirectoryStream(folder, "lockstep-app-*.jar")) {
            return jars.iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
