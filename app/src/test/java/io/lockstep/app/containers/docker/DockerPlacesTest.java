package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.containers.docker.DockerAddress.LocalSocket;
import io.lockstep.app.containers.docker.DockerAddress.Remote;
import io.lockstep.app.containers.docker.DockerAddress.Tcp;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerPlacesTest {
    @TempDir private Path home;

    private DockerAddress usual(Map<String, String> environment) {
        return new DockerPlaces(environment, home).find(Optional.empty());
    }

    private DockerAddress written(String address) {
        return new DockerPlaces(Map.of(), home).find(Optional.of(address));
    }

    private void context(String name, String endpoint) throws IOException {
        var folder = home.resolve(".docker/contexts/meta").resolve(DockerContexts.id(name));
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("meta.json"),
                """
                {"Name":"%s","Metadata":{},"Endpoints":{"docker":{%s}}}\
                """
                        .formatted(name, endpoint));
    }

    @Test
    void withoutAnyWordItIsTheSocketOfThisMachine() {
        assertThat(usual(Map.of())).isEqualTo(new LocalSocket(Path.of("/var/run/docker.sock")));
    }

    @Test
    void theFolderOfAContextIsNamedAsTheDockerCommandNamesIt() {
        assertThat(DockerContexts.id("default"))
                .isEqualTo("37a8eec1ce19687d132fe29051dca629d164e2c4958ba141d5f4133a33f0688f");
    }

    @Test
    void theEnvironmentWinsOverTheCurrentContextAsForTheDockerCommand() throws IOException {
        context("gpu", "\"Host\":\"ssh://ops@gpu-1\"");
        context("other", "\"Host\":\"unix:///other.sock\"");
        Files.writeString(home.resolve(".docker/config.json"), "{\"currentContext\":\"gpu\"}");

        assertThat(usual(Map.of())).isInstanceOf(Remote.class).hasToString("ssh://ops@gpu-1");
        assertThat(usual(Map.of("DOCKER_CONTEXT", "other")))
                .isEqualTo(new LocalSocket(Path.of("/other.sock")));
        assertThat(usual(Map.of("DOCKER_CONTEXT", "other", "DOCKER_HOST", "unix:///first.sock")))
                .isEqualTo(new LocalSocket(Path.of("/first.sock")));
    }

    @Test
    void aContextBringsItsCertificates() throws IOException {
        context("farm", "\"Host\":\"tcp://10.0.0.2:2376\",\"SkipTLSVerify\":false");
        var tls = home.resolve(".docker/contexts/tls").resolve(DockerContexts.id("farm"));
        Files.createDirectories(tls.resolve("docker"));

        assertThat(written("context:farm"))
                .isEqualTo(new Tcp("10.0.0.2", 2376, Optional.of(tls.resolve("docker"))));
    }

    @Test
    void aContextThatChecksNoCertificateIsRefusedAndAMissingOneIsNamed() throws IOException {
        context("blind", "\"Host\":\"tcp://10.0.0.2:2376\",\"SkipTLSVerify\":true");

        assertProblem("context:blind", "docker.contextUnchecked");
        assertProblem("context:none", "docker.contextMissing");
    }

    @Test
    void aPlainPortOfAnotherMachineNeedsATypedWord() {
        assertProblem("tcp://10.0.0.2:2375", "docker.plainText");
        assertThat(written("tcp://10.0.0.2:2375?plain=accepted"))
                .isEqualTo(new Tcp("10.0.0.2", 2375, Optional.empty()));
        assertThat(written("tcp://10.0.0.2?tls=/certs"))
                .isEqualTo(new Tcp("10.0.0.2", 2376, Optional.of(Path.of("/certs"))));
        assertThat(usual(Map.of("DOCKER_HOST", "tcp://10.0.0.2:2376", "DOCKER_TLS_VERIFY", "1")))
                .isEqualTo(new Tcp("10.0.0.2", 2376, Optional.of(home.resolve(".docker"))));
    }

    @Test
    void anSshAddressSaysUserPortSocketAndKey() {
        assertThat(written("ssh://ops@gpu-1:2222/run/podman/podman.sock?key=~/.ssh/gpu"))
                .isInstanceOfSatisfying(
                        Remote.class,
                        remote -> {
                            assertThat(remote.ssh().user()).contains("ops");
                            assertThat(remote.ssh().port()).isEqualTo(2222);
                            assertThat(remote.ssh().socket()).isEqualTo("/run/podman/podman.sock");
                            assertThat(remote.ssh().key()).contains(home.resolve(".ssh/gpu"));
                            assertThat(remote.ssh().knownHosts())
                                    .isEqualTo(home.resolve(".ssh/known_hosts"));
                        });
    }

    private void assertProblem(String address, String code) {
        assertThatThrownBy(() -> written(address))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(code));
    }
}
