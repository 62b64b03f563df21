package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.containers.TestImages;
import io.lockstep.app.containers.ssh.SshServer;
import io.lockstep.app.containers.watch.Fleet;
import io.lockstep.app.containers.watch.Host;
import io.lockstep.app.containers.watch.HostSight;
import io.lockstep.app.containers.watch.HostSight.Standing;
import io.lockstep.app.containers.watch.Pace;
import io.lockstep.app.testing.Eventually;
import io.lockstep.app.testing.NeedsDocker;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real engine that is killed and started again, and one behind mutual TLS.
@NeedsDocker
@Timeout(240)
class OwnEngineIT {
    @TempDir private Path folder;

    @Test
    void aKilledEngineIsDownAndBackWithItsContainersStopped() throws Exception {
        try (var engine = new PrivateEngine(folder, Optional.empty());
                var fleet = watch(engine.address())) {
            run(engine.address());
            assertThat(see(fleet, OwnEngineIT::running).up()).isTrue();

            engine.kill();
            var down = see(fleet, s -> s.standing() instanceof Standing.Down);
            assertThat(down.standing())
                    .isInstanceOfSatisfying(
                            Standing.Down.class,
                            d -> assertThat(d.problem().code()).startsWith("docker."));

            engine.startAgain();
            var back = see(fleet, s -> s.up() && !running(s));
            assertThat(back.up()).isTrue();
            assertThat(back.containers()).hasSize(1);
            assertThat(running(back)).isFalse();
        }
    }

    private static void run(String address) {
        try (var host = DockerHost.open(Optional.of(address));
                var api = new DockerApi(DockerAddress.of(Optional.of(address)))) {
            TestImages.load(host, "ls-hosts-mlnode:1.0.0", Map.of());
            var body = DockerApi.JSON.createObjectNode().put("Image", "ls-hosts-mlnode:1.0.0");
            body.putArray("Cmd").add("serve");
            body.putObject("HostConfig").put("NetworkMode", "none");
            var id = api.post("/containers/create?name=mlnode", body).body().path("Id").asText();
            var started = api.postSlowly("/containers/" + id + "/start");
            assertThat(started.ok()).as(started.message()).isTrue();
        }
    }

    private static Fleet watch(String address) {
        return Fleet.start(
                Host.named(List.of(address)),
                DockerReader::open,
                _ -> true,
                Pace.USUAL,
                Clock.systemUTC());
    }

    private static HostSight see(Fleet fleet, Predicate<HostSight> fits) {
        return Eventually.see(() -> fleet.current().getFirst(), fits);
    }

    private static boolean running(HostSight sight) {
        return sight.containers().stream().anyMatch(s -> s.details().container().running());
    }

    @Test
    void anEngineBehindMutualTlsLetsInWhoHasItsCertificateAndNobodyElse() throws Exception {
        var ours = authority("ours");
        var others = authority("others");
        var port = freePort();
        var flags =
                List.of(
                        "-H",
                        "tcp://127.0.0.1:" + port,
                        "--tlsverify",
                        "--tlscacert=" + ours.resolve("ca.pem"),
                        "--tlscert=" + ours.resolve("server.pem"),
                        "--tlskey=" + ours.resolve("server-key.pem"));
        var data = Files.createDirectory(folder.resolve("engine"));
        try (var _ = new PrivateEngine(data, Optional.empty(), flags)) {
            var address = "tcp://127.0.0.1:" + port + "?tls=";

            try (var reader = DockerReader.open(Optional.of(address + ours))) {
                assertThat(reader.engine().name()).isEqualTo("Docker");
            }
            assertProblem(address + others, "docker.notTrusted");
            assertProblem(address + folder, "docker.certificateMissing");
        }
    }

    /// A folder with an authority and what it signed, for a server on loopback and for a client.
    private Path authority(String name) throws IOException, InterruptedException {
        var at = Files.createDirectory(folder.resolve(name));
        var ca = List.of(at.resolve("ca.pem").toString(), at.resolve("ca-key.pem").toString());
        openssl(
                "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=%s -out %s -keyout %s"
                        .formatted(name, ca.getFirst(), ca.getLast()));
        signed(at, ca, "server", "server", "subjectAltName=IP:127.0.0.1");
        signed(at, ca, "", "client", "extendedKeyUsage=clientAuth");
        return at;
    }

    private static void signed(
            Path at, List<String> ca, String prefix, String subject, String extension)
            throws IOException, InterruptedException {
        var cert = at.resolve(prefix.isEmpty() ? "cert.pem" : prefix + ".pem");
        var key = at.resolve(prefix.isEmpty() ? "key.pem" : prefix + "-key.pem");
        openssl(
                "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=%s -addext %s -CA %s -CAkey %s -out %s -keyout %s"
                        .formatted(subject, extension, ca.getFirst(), ca.getLast(), cert, key));
    }

    private static void openssl(String arguments) throws IOException, InterruptedException {
        var _ = SshServer.run(("openssl " + arguments).split(" ", -1));
    }

    private static void assertProblem(String address, String code) {
        assertThatThrownBy(() -> DockerReader.open(Optional.of(address)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).as(e.getMessage()).isEqualTo(code));
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
