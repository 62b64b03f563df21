package io.lockstep.engine.replace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lockstep.engine.EngineMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Engines as processes of their own, in this test's class path.
public final class Processes implements AutoCloseable {
    private static final Pattern LINE =
            Pattern.compile("Lockstep engine .* listens on [^ ]+:(?<port>\\d+)[, ].*control (.+)");

    private final List<Process> started = new ArrayList<>();
    private final Path control;

    /// @param control the control socket of all of them
    public Processes(Path control) {
        this.control = control;
    }

    /// An engine that has said its line.
    public record Running(Process process, int port) {

        public void ends() throws InterruptedException {
            if (!process.waitFor(40, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("it did not end in order: " + process);
            }
        }
    }

    public Running run(String... flags) throws IOException {
        return awaited(start("run", "--control", control.toString(), flags));
    }

    public Running replacing(String... flags) throws IOException {
        return awaited(start("run", "--replace", control.toString(), flags));
    }

    /// Its exit code and all it said when it has ended.
    public String failing(String... flags) throws IOException, InterruptedException {
        return ended(start("run", "--replace", control.toString(), flags));
    }

    /// As [#failing], on a system that has no epoll.
    public String failingWithoutEpoll(String... flags) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("run", "--replace", control.toString()));
        all.addAll(List.of(flags));
        return ended(java(List.of("-Dio.netty.transport.noNative=true"), EngineMain.class, all));
    }

    private static String ended(Process process) throws IOException, InterruptedException {
        var said = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return process.waitFor() + " " + said;
    }

    /// A new engine that is killed when it accepts and has not yet said so.
    public void takesOverAndDies() throws IOException, InterruptedException {
        var dying = java(DiesBeforeAcknowledging.class, List.of(control.toString(), "127.0.0.1:0"));
        if (!"accepts".equals(dying.inputReader(UTF_8).readLine()) || dying.waitFor() != 137) {
            throw new IOException(new String(dying.getErrorStream().readAllBytes(), UTF_8));
        }
    }

    public Process start(String command, String option, String value, String... flags)
            throws IOException {
        var all = new ArrayList<>(List.of(command, option, value));
        all.addAll(List.of(flags));
        return java(EngineMain.class, all);
    }

    public Process java(Class<?> main, List<String> arguments) throws IOException {
        return java(List.of(), main, arguments);
    }

    private Process java(List<String> system, Class<?> main, List<String> arguments)
            throws IOException {
        var line =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path")));
        line.addAll(system);
        line.add(main.getName());
        line.addAll(arguments);
        var process = new ProcessBuilder(line).start();
        started.add(process);
        return process;
    }

    private static Running awaited(Process process) throws IOException {
        var said = process.inputReader(UTF_8).readLine();
        var line = LINE.matcher(String.valueOf(said));
        if (!line.matches()) {
            throw new IOException(
                    said + new String(process.getErrorStream().readAllBytes(), UTF_8));
        }
        return new Running(process, Integer.parseInt(line.group("port")));
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }
}
