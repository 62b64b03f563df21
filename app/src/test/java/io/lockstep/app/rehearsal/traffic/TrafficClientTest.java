package io.lockstep.app.rehearsal.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.rehearsal.Asker;
import io.lockstep.app.rehearsal.Relay;
import io.lockstep.app.rehearsal.mlnode.MlNode;
import io.lockstep.app.rehearsal.mlnode.MlNodeConfig;
import io.lockstep.app.rehearsal.mlnode.MlNodeConfig.Flavour;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrafficClientTest {
    private static final String UP = "/api/v1/inference/up";
    private static final String MODEL = "{\"model\":\"m\"}";

    /// Three for streams, one for completions, one for state polls.
    private static final int LANES = 5;

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Asker web = new Asker();
    private final MlNode incumbent = MlNode.start(MlNodeConfig.quick("v3.0.8", Flavour.R0));
    private final MlNode candidate = MlNode.start(MlNodeConfig.quick("v3.0.10", Flavour.R0));
    private final Relay relay = new Relay(incumbent);
    private final TrafficClient client =
            TrafficClient.start(
                    new TrafficPlan(
                            relay.management(),
                            relay.inference(),
                            () -> "",
                            "m",
                            3,
                            20,
                            60,
                            Duration.ofMillis(20),
                            LONG,
                            1),
                    Clock.systemUTC());

    @BeforeEach
    void serve() throws IOException, InterruptedException {
        web.post(incumbent.uri(), UP, MODEL);
    }

    @AfterEach
    void close() {
        client.close();
        relay.close();
        incumbent.close();
        candidate.close();
        web.close();
    }

    @Test
    void everyRequestIsAnsweredAndEveryStreamRunsToItsEnd() throws Exception {
        untilAnswered(60);

        var report = client.finish(LONG);

        assertThat(report.failures()).isEmpty();
        assertThat(report.nothingLost()).isTrue();
        assertThat(report.streams().opened()).isGreaterThan(6);
        assertThat(report.streams().crossed()).isZero();
        assertThat(report.requests().moved()).isZero();
        assertThat(report.byVersion()).containsOnlyKeys("v3.0.8");
    }

    @Test
    void aStreamThatIsCutIsAFailureWithItsPlace() throws Exception {
        var once = new AtomicBoolean(true);
        relay.spoil(line -> line.contains("\"logprob\"") && once.getAndSet(false) ? "" : line);
        untilAnswered(30);

        var report = client.finish(LONG);

        assertThat(report.requests().failed()).isEqualTo(1);
        assertThat(report.streams().cut()).isEqualTo(1);
        assertThat(report.failures().getFirst().asked()).isEqualTo("POST /v1/chat/completions");
        assertThat(report.failures().getFirst().reason()).contains("the stream broke after 0 of");
        assertThat(report.nothingLost()).isFalse();
    }

    @Test
    void aSingleWrongTokenIsAFailure() throws Exception {
        var once = new AtomicBoolean(true);
        relay.spoil(line ->
                line.contains("\"logprob\"") && once.getAndSet(false)
                        ? line.replaceFirst("\"content\":\" ", "\"content\":\" x")
                        : line);
        untilAnswered(30);

        var report = client.finish(LONG);

        assertThat(report.requests().failed()).isEqualTo(1);
        assertThat(report.failures().getFirst().reason()).startsWith("token 0 is “ x");
        assertThat(report.streams().cut()).isZero();
    }

    @Test
    void whatIsRefusedIsAskedAgainUntilItIsAnswered() throws Exception {
        untilAnswered(10);

        relay.refuse(true);
        Asker.until("refusals", () -> client.report().refused() >= 3);
        relay.refuse(false);
        var report = client.finish(LONG);

        assertThat(report.failures()).isEmpty();
        assertThat(report.nothingLost()).isTrue();
    }

    @Test
    void whatWasHeldAcrossACutoverIsMovedAndHasCrossed() throws Exception {
        untilAnswered(20);
        relay.add(candidate);

        relay.hold();
        Asker.until("all lanes held and nothing else open", () -> relay.held() == LANES);
        client.cutover(Clock.systemUTC().instant());
        web.post(incumbent.uri(), "/api/v1/stop", "");
        web.post(candidate.uri(), UP, MODEL);
        relay.choose("v3.0.10");
        relay.letGo();
        var report = client.finish(LONG);

        assertThat(report.failures()).isEmpty();
        assertThat(report.nothingLost()).isTrue();
        assertThat(report.requests().moved()).isEqualTo(4);
        assertThat(report.streams().crossed()).isEqualTo(3);
        assertThat(report.byVersion()).containsOnlyKeys("v3.0.8", "v3.0.10");
    }

    @Test
    void whatIsNeverAnsweredHasFailedAtTheEnd() throws Exception {
        untilAnswered(10);
        relay.hold();
        Asker.until("all lanes held", () -> relay.held() == LANES);

        var report = client.finish(Duration.ofMillis(50));

        assertThat(report.requests().failed()).isPositive();
        assertThat(report.requests().sent())
                .isEqualTo(report.requests().answered() + report.requests().failed());
    }

    @Test
    void anErrorAnswerIsAFailureWithItsStatus() throws Exception {
        untilAnswered(10);
        web.post(incumbent.uri(), "/api/v1/stop", "");

        Asker.until("failures", () -> reasons().contains("status 503: No vLLM backend available"));

        assertThat(client.finish(LONG).nothingLost()).isFalse();
    }

    private void untilAnswered(int requests) throws InterruptedException {
        Asker.until("answers", () -> client.report().requests().answered() >= requests);
    }

    private String reasons() {
        return client.report().failures().toString();
    }
}
