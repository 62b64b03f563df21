package io.lockstep.app.testing;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// An X server without a screen, of the size the console is drawn for. It chooses a free number.
public final class VirtualDisplay {
    private static final Path PROGRAM = Path.of("/usr/bin/Xvfb");

    private final Process server;
    private final String name;

    private VirtualDisplay(Process server, String name) {
        this.server = server;
        this.name = name;
    }

    /// Why none can be had here; empty when one can.
    static Optional<String> missing() {
        return Files.isExecutable(PROGRAM)
                ? Optional.empty()
                : Optional.of("no virtual display here, " + PROGRAM + " is missing");
    }

    public static VirtualDisplay start() throws IOException {
        var server =
                new ProcessBuilder(
                                PROGRAM.toString(),
                                "-displayfd",
                                "1",
                                "-screen",
                                "0",
                                "1280x800x24",
                                "-nolisten",
                                "tcp")
                        .redirectError(Redirect.DISCARD)
                        .start();
        var number = server.inputReader(StandardCharsets.US_ASCII).readLine();
        if (number == null) {
            throw new IOException("Xvfb ended before it had a display");
        }
        return new VirtualDisplay(server, ":" + number.strip());
    }

    /// As `DISPLAY` wants it.
    public String name() {
        return name;
    }

    public void end() throws InterruptedException {
        server.destroy();
        if (!server.waitFor(10, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }
}
