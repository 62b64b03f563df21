package io.lockstep.app.proxy.nginx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The engine as the program an operator starts.
public final class EngineProcess implements AutoCloseable {
    private static final Pattern ADDRESSES = Pattern.compile("listens on (\\S+(?:, \\S+)*) \\(");

    private final Process process;
    private final List<String> addresses;

    private EngineProcess(Process process, List<String> addresses) {
        this.process = process;
        this.addresses = addresses;
    }

    /// With the flags of an import.
    static EngineProcess run(Path folder, EngineFlags flags) throws IOException {
        return run(folder, flags.arguments());
    }

    /// @param arguments all but the control socket, which is made in the folder
    public static EngineProcess run(Path folder, List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.lockstep.engine.EngineMain"));
        command.addAll(arguments);
        command.addAll(List.of("--control", folder.resolve("control.sock").toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new StringBuilder();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            var found = ADDRESSES.matcher(line);
            if (found.find()) {
                return new EngineProcess(process, List.of(found.group(1).split(", ")));
            }
        }
        throw new IOException("the engine did not start: " + said);
    }

    /// The true port of a listener, in the order asked for.
    public int port(int listener) {
        return Integer.parseInt(addresses.get(listener).replaceFirst(".*:", ""));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
