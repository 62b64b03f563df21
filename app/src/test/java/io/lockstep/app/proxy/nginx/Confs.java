package io.lockstep.app.proxy.nginx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// Configurations to read.
final class Confs {
    private Confs() {}

    /// The file of the upgrade proposal.
    static String seed() {
        return file("seed.conf");
    }

    /// A file of the shape that is shipped: two ports, each with a prefix and a default.
    static String twoPort() {
        return file("two-port.conf");
    }

    static String file(String name) {
        try (var in = Confs.class.getResourceAsStream("/nginx/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One server on port 80 around these lines, which begin in line 2.
    static String server(String lines) {
        return "http { upstream up { server a:1; } server { listen 80;\n" + lines + "\n}}";
    }
}
