package io.lockstep.app.proxy.nginx;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lockstep.app.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The nginx of this machine, kept inside a folder.
public final class Nginx implements AutoCloseable {
    private final Process process;

    private Nginx(Process process) {
        this.process = process;
    }

    /// Where it is, if it is.
    public static Optional<Path> program() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// What `nginx -t` says, empty when it is content.
    static String test(Path folder, String conf) throws Exception {
        var process = start(folder, conf, "-t");
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return process.waitFor() == 0 && !said.contains("[warn]") ? "" : said;
    }

    /// Runs until closed; it accepts connections at that port when this returns.
    public static Nginx run(Path folder, String conf, int port) throws Exception {
        var nginx = new Nginx(start(folder, conf));
        if (!Eventually.see(() -> accepts(port), ready -> ready)) {
            nginx.close();
            throw new IllegalStateException(
                    new String(nginx.process.getInputStream().readAllBytes(), UTF_8));
        }
        return nginx;
    }

    private static boolean accepts(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Process start(Path folder, String conf, String... more) throws IOException {
        var file = Files.writeString(folder.resolve("nginx.conf"), homed(folder, conf));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                program().orElseThrow().toString(),
                                "-p",
                                folder.toString(),
                                "-c",
                                file.toString(),
                                "-e",
                                "stderr",
                                "-g",
                                "daemon off; master_process off; pid %s;"
                                        .formatted(folder.resolve("nginx.pid"))));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /// What Debian's build would put under `/var` goes into the folder.
    private static String homed(Path folder, String conf) {
        var inside = new StringBuilder("http {\n    access_log off;\n");
        for (var kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            inside.append("    %s_temp_path %s;\n".formatted(kind, folder.resolve(kind + "-temp")));
        }
        return conf.replaceFirst("(?m)^http \\{\n", inside.toString());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
