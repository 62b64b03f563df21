package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lockstep.chain.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The lines are those a real engine sends.
class PullTest {
    private final List<String> heard = new ArrayList<>();
    private final Pull pull = new Pull("127.0.0.1:5000/gonka/mlnode:3.0.9", heard::add);
    private final Answer fine = new Answer(200, MissingNode.getInstance());

    @Test
    void aPullThatSaysHowItEndedIsFine() throws JsonProcessingException {
        line("{\"status\":\"Downloading\",\"progress\":\"[=> ] 1MB/5MB\",\"id\":\"ab12\"}");
        line("{\"status\":\"Status: Downloaded newer image for mlnode:3.0.9\"}");

        assertThatCode(() -> pull.judge(fine)).doesNotThrowAnyException();
        assertThat(heard.getFirst()).isEqualTo("ab12: Downloading [=> ] 1MB/5MB");
    }

    @Test
    void aStreamThatJustEndsWasCutOff() throws JsonProcessingException {
        line("{\"status\":\"Extracting\",\"id\":\"ab12\"}");

        assertCode("docker.pullFailed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    toomanyrequests: You have reached your pull rate limit.          | docker.pullRateLimited
                    write /var/lib/docker/tmp/x: no space left on device             | docker.diskFull
                    filesystem layer verification failed for digest sha256:ab        | docker.imageCorrupted
                    manifest for mlnode:9 not found: manifest unknown                | docker.imageUnknown
                    dial tcp 127.0.0.1:5000: connect: connection refused             | docker.pullFailed
                    """)
    void anErrorInsideAStreamThatBeganWellIsNamed(String message, String code)
            throws JsonProcessingException {
        line("{\"errorDetail\":{\"message\":\"" + message + "\"},\"error\":\"" + message + "\"}");

        assertCode(code);
    }

    @Test
    void theReferenceIsSplitForTheEngine() {
        var digest = new Pull("ghcr.io/gonka-ai/mlnode:3.0.9@sha256:ab", heard::add);

        assertThat(pull.query()).isEqualTo("fromImage=127.0.0.1%3A5000%2Fgonka%2Fmlnode&tag=3.0.9");
        assertThat(digest.query())
                .isEqualTo("fromImage=ghcr.io%2Fgonka-ai%2Fmlnode&tag=sha256%3Aab");
    }

    private void line(String json) throws JsonProcessingException {
        pull.line(DockerApi.JSON.readTree(json));
    }

    private void assertCode(String code) {
        assertThatThrownBy(() -> pull.judge(fine))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(code));
    }
}
