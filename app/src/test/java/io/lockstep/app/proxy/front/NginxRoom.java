package io.lockstep.app.proxy.front;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.proxy.nginx.Nginx;
import io.lockstep.app.testing.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A network with MLNodes that say their version and the path they saw, and an image of the nginx
/// of this machine: the program, what it links and a shell.
public final class NginxRoom implements AutoCloseable {
    public final String prefix = "ls-adopt-" + UUID.randomUUID().toString().substring(0, 8);
    final String image = prefix + "-nginx:1";

    private final Path folder;
    private final List<String> containers = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    public NginxRoom(Path folder) throws Exception {
        this.folder = folder;
        docker("network", "create", prefix);
        var root = folder.resolve("root");
        shell(
                """
                mkdir -p $0/var/log/nginx $0/var/lib/nginx $0/run $0/tmp $0/etc/nginx/conf.d
                cp --parents -L /etc/passwd /etc/group /etc/nsswitch.conf $0
                for p in $1 /bin/sh /bin/cat; do
                  cp --parents -L $p $0
                  ldd $p | grep -o '/[^ ]*' | while read f; do cp --parents -L $f $0; done
                done
                tar -C $0 -c . | docker import -c 'ENTRYPOINT ["nginx","-g","daemon off;"]' - $2
                """,
                root.toString(),
                Nginx.program().orElseThrow().toString(),
                image);
    }

    /// An MLNode that answers on both of its ports.
    public String node(String name, String version) throws Exception {
        return node(name, version, 8080);
    }

    String node(String name, String version, int port) throws Exception {
        var conf =
                """
                events {}
                http {
                  access_log off;
                  server { listen %d; listen 5000; return 200 "%s $request_uri"; }
                }
                """
                        .formatted(port, version);
        return run(
                name,
                conf,
                "--label",
                "lockstep.role=incumbent",
                "--label",
                "lockstep.version=" + version,
                "--label",
                "lockstep.test=" + prefix,
                "--network-alias",
                name);
    }

    /// An nginx of the operator's, its file mounted as the shipped one is; where the file lies.
    public Path front(String conf) throws Exception {
        var file = Files.writeString(folder.resolve("nginx.conf"), conf);
        create("front", "-v", file + ":/etc/nginx/nginx.conf:ro", "-p", "127.0.0.1::8080");
        docker("start", name("front"));
        Eventually.see(() -> get("/"), answer -> !answer.startsWith("no answer"));
        return file;
    }

    /// An nginx whose files are its own, not on the host.
    void ownFront(String conf, String more) throws Exception {
        create("front", "-p", "127.0.0.1::8080");
        copy("front", "/etc/nginx/nginx.conf", conf);
        copy("front", "/etc/nginx/conf.d/mlnodes.conf", more);
        docker("start", name("front"));
        Eventually.see(() -> get("/"), answer -> !answer.startsWith("no answer"));
    }

    public String name(String name) {
        return prefix + "-" + name;
    }

    private String run(String name, String conf, String... flags) throws Exception {
        create(name, flags);
        copy(name, "/etc/nginx/nginx.conf", conf);
        docker("start", name(name));
        return name(name);
    }

    private void create(String name, String... flags) throws Exception {
        var command = new ArrayList<>(List.of("create", "--name", name(name), "--network", prefix));
        command.addAll(List.of(flags));
        command.add(image);
        containers.add(name(name));
        docker(command.toArray(String[]::new));
    }

    private void copy(String name, String path, String text) throws Exception {
        var file = Files.writeString(folder.resolve("copied"), text);
        docker("cp", file.toString(), name(name) + ":" + path);
    }

    public URI front() throws Exception {
        return URI.create(
                "http://"
                        + docker("port", name("front"), "8080/tcp")
                                .lines()
                                .findFirst()
                                .orElseThrow());
    }

    /// Its status and body.
    public String get(String path) {
        try {
            var request = HttpRequest.newBuilder(front().resolve(path)).build();
            var answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            return "no answer: " + e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// Containers of this room that nobody started here.
    List<String> strangers() throws Exception {
        return docker("ps", "-a", "--filter", "name=" + prefix, "--format", "{{.Names}}")
                .lines()
                .filter(name -> !containers.contains(name))
                .toList();
    }

    public String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static void shell(String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-ec", script));
        command.addAll(List.of(arguments));
        run(command);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.strip();
    }

    @Override
    public void close() throws IOException {
        try {
            remove();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void remove() throws IOException, InterruptedException {
        for (var container : docker("ps", "-aq", "--filter", "name=" + prefix).lines().toList()) {
            docker("rm", "-f", "-v", container);
        }
        for (var volume :
                docker("volume", "ls", "-q", "--filter", "name=" + prefix).lines().toList()) {
            docker("volume", "rm", volume);
        }
        docker("network", "rm", prefix);
        docker("rmi", image);
    }
}
