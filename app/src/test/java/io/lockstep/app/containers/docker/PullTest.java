package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lockstep.app.containers.PullOrder;
import io.lockstep.chain.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The lines are those a real engine sends.
class PullTest {
    private static final String LOWER = "sha256:" + "ab".repeat(32);
    private static final String UPPER = "sha256:" + "cd".repeat(32);

    private final List<String> heard = new ArrayList<>();
    private final Answer fine = new Answer(200, MissingNode.getInstance());
    private Instant now = Instant.EPOCH;
    private final Pull pull =
            pull(
                    new PullOrder(
                            "127.0.0.1:5000/gonka/mlnode:3.0.9",
                            Optional.empty(),
                            List.of(),
                            Map.of(LOWER, 3_000_000L, UPPER, 1_000_000L),
                            Optional.of("bG9naW4=")));

    @Test
    void aPullThatSaysHowItEndedIsFine() throws JsonProcessingException {
        line("{\"status\":\"Status: Downloaded newer image for mlnode:3.0.9\"}");

        assertThatCode(() -> pull.judge(fine)).doesNotThrowAnyException();
        assertThat(heard).containsExactly("Status: Downloaded newer image for mlnode:3.0.9");
    }

    @Test
    void layersBytesSpeedAndTheTimeLeftAreTold() throws JsonProcessingException {
        loading(1_000_000);
        now = now.plusSeconds(2);
        loading(2_000_000);
        now = now.plusSeconds(1);
        line("{\"status\":\"Pull complete\",\"progressDetail\":{},\"id\":\"cdcdcdcdcdcd\"}");

        assertThat(heard)
                .containsExactly(
                        "0 of 2 layers, 1.0 MB of 4.0 MB",
                        "0 of 2 layers, 2.0 MB of 4.0 MB, 500 kB/s, 4 s left",
                        "1 of 2 layers, 3.0 MB of 4.0 MB, 667 kB/s, 1 s left");
    }

    @Test
    void aLayerThatWasCutOffIsToldAndItsBytesGoBack() throws JsonProcessingException {
        loading(2_000_000);
        line(
                "{\"status\":\"Retrying in 5 seconds\",\"progressDetail\":{},\"id\":\"abababababab\"}");
        now = now.plusSeconds(5);
        loading(500_000);

        assertThat(heard)
                .containsExactly(
                        "0 of 2 layers, 2.0 MB of 4.0 MB",
                        "layer abababababab was cut off, retrying in 5 seconds",
                        "0 of 2 layers, 500 kB of 4.0 MB");
    }

    @Test
    void manyLinesInOneMomentAreOne() throws JsonProcessingException {
        for (int i = 0; i < 100; i++) {
            loading(i * 1000);
        }

        assertThat(heard).hasSize(1);
    }

    @Test
    void aStreamThatJustEndsWasCutOff() throws JsonProcessingException {
        line("{\"status\":\"Extracting\",\"id\":\"abababababab\"}");

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
                    Head http://h/v2/m/manifests/1: no basic auth credentials        | docker.loginRefused
                    dial tcp 127.0.0.1:5000: connect: connection refused             | docker.pullFailed
                    """)
    void anErrorInsideAStreamThatBeganWellIsNamed(String message, String code)
            throws JsonProcessingException {
        line("{\"errorDetail\":{\"message\":\"" + message + "\"},\"error\":\"" + message + "\"}");

        assertCode(code);
    }

    @Test
    void theReferenceIsSplitForTheEngine() {
        var digest = pull(PullOrder.of("ghcr.io/gonka-ai/mlnode:3.0.9@sha256:ab"));

        assertThat(pull.query()).isEqualTo("fromImage=127.0.0.1%3A5000%2Fgonka%2Fmlnode&tag=3.0.9");
        assertThat(digest.query())
                .isEqualTo("fromImage=ghcr.io%2Fgonka-ai%2Fmlnode&tag=sha256%3Aab");
    }

    @Test
    void theLoginGoesIntoItsFieldAndNowhereElse() {
        var order =
                new PullOrder("a:1", Optional.empty(), List.of(), Map.of(), Optional.of("bG9="));

        assertThat(pull.headers()).containsEntry("X-Registry-Auth", "bG9naW4=");
        assertThat(order.toString()).doesNotContain("bG9=");
    }

    private Pull pull(PullOrder order) {
        return new Pull(order, heard::add, () -> now);
    }

    private void loading(int bytes) throws JsonProcessingException {
        line(
                """
                {"status":"Downloading","progressDetail":{"current":%d,"total":9},"id":"abababababab"}
                """
                        .formatted(bytes));
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
