package io.lockstep.app.containers.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerCredentialsTest {
    @TempDir private Path folder;

    @Test
    void aLoginInTheFileIsRead() throws IOException {
        write("{\"auths\":{\"ghcr.io\":{\"auth\":\"b3BlcmF0b3I6czNjOnJldA==\"}}}");

        var login = find("ghcr.io").orElseThrow();

        assertThat(login.user()).isEqualTo("operator");
        assertThat(login.secret()).isEqualTo("s3c:ret");
        assertThat(login.toString()).doesNotContain("s3c:ret");
        assertThat(find("quay.io")).isEmpty();
    }

    @Test
    void aHostWrittenAsAnAddressIsTheSameHost() throws IOException {
        write("{\"auths\":{\"https://ghcr.io/v1/\":{\"auth\":\"YTpi\"}}}");

        assertThat(find("ghcr.io")).isPresent();
    }

    @Test
    void anIdentityTokenIsToldApartFromAPassword() throws IOException {
        write("{\"auths\":{\"ghcr.io\":{\"identitytoken\":\"long\"}}}");

        assertThat(find("ghcr.io")).contains(new Login("ghcr.io", "", "long", true));
    }

    @Test
    void withoutAFileThereIsNoLogin() {
        assertThat(find("ghcr.io")).isEmpty();
    }

    @Test
    void aFileThatIsBrokenIsNamedAndNotQuoted() throws IOException {
        write("{\"auths\": secret");

        assertThatThrownBy(() -> find("ghcr.io"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("config.json is not readable JSON")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aHelperThatIsNoPlainNameIsNeverStarted() throws IOException {
        write("{\"credsStore\":\"../../bin/sh\"}");

        assertThatThrownBy(() -> find("ghcr.io")).hasMessageContaining("it names a strange helper");
    }

    @Test
    void aHelperIsAskedThroughItsInputAndItsAnswerIsRead() throws IOException {
        write("{\"credsStore\":\"other\",\"credHelpers\":{\"ghcr.io\":\"test\"}}");
        helper("read asked; echo \"{\\\"Username\\\":\\\"$asked\\\",\\\"Secret\\\":\\\"pw\\\"}\"");

        assertThat(find("ghcr.io")).contains(new Login("ghcr.io", "ghcr.io", "pw", false));
    }

    @Test
    void aHelperThatKnowsNoLoginMeansNone() throws IOException {
        write("{\"credsStore\":\"test\"}");
        helper("echo 'credentials not found in native keychain'; exit 1");

        assertThat(find("ghcr.io")).isEmpty();
    }

    @Test
    void aHelperThatEndsWithoutListeningMeansWhatItSays() throws Exception {
        write("{\"credsStore\":\"test\"}");
        helper("exec <&-; echo 'credentials not found in native keychain'; exit 1");

        for (var round = 0; round < 20; round++) {
            assertThat(find("ghcr.io")).isEmpty();
        }
    }

    private void helper(String script) throws IOException {
        var file = folder.resolve("docker-credential-test");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aHelperThatIsNotInstalledIsNamed() throws IOException {
        write("{\"credHelpers\":{\"ghcr.io\":\"none-such\"}}");

        assertThatThrownBy(() -> find("ghcr.io"))
                .hasMessageContaining("docker-credential-none-such is not installed");
    }

    private Optional<Login> find(String server) {
        return new DockerCredentials(folder, folder.toString()).find(server);
    }

    private void write(String config) throws IOException {
        Files.writeString(folder.resolve("config.json"), config);
    }
}
