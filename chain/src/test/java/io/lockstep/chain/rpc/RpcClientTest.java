package io.lockstep.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.chain.FakeNode;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpcClientTest {
    private final FakeNode node = FakeNode.start();
    private final RpcClient client = new RpcClient(node.address(), JsonHttp.forProbes());

    @AfterEach
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r0", "r1"})
    void readsWhatARealNodeAnswers(String generation) {
        node.plays("/status", 200, generation + "/rpc-status.json")
                .plays("/abci_info", 200, generation + "/rpc-abci-info.json");

        var status = client.status();

        assertThat(status.chainId()).isEqualTo("lockstep-lab");
        assertThat(status.seenHeight()).isPositive();
        assertThat(status.appliedHeight()).isPositive();
        assertThat(status.catchingUp()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"r0", "r1"})
    void tellsSeenFromAppliedHeightAtAHalt(String generation) {
        node.plays("/status", 200, generation + "/rpc-status-halted.json")
                .plays("/abci_info", 200, generation + "/rpc-abci-info-halted.json");

        var status = client.status();

        assertThat(status.seenHeight()).isEqualTo(status.appliedHeight() + 1);
    }

    @Test
    void headersOfOneAnswerAreReadWithTheirTimes() {
        node.plays("/blockchain?minHeight=1&maxHeight=5", 200, "r0/rpc-blockchain.json");

        var headers = client.headersUpTo(5);

        assertThat(headers).extracting(BlockHeader::height).containsExactly(5L, 4L, 3L);
        assertThat(headers).extracting(BlockHeader::chainId).containsOnly("lockstep-lab");
        assertThat(headers.getFirst().time()).isAfter(headers.getLast().time());
    }

    /// What a CometBFT node says of a block that it no longer keeps.
    @Test
    void aPrunedBlockIsNamedWithTheLowestThatIsThere() {
        node.answers(
                "/header?height=5",
                500,
                """
                {"jsonrpc":"2.0","id":-1,"error":{"code":-32603,"message":"Internal error",
                "data":"height 5 is not available, lowest height is 1180000"}}
                """);

        var failure = catchThrowableOfType(ProblemException.class, () -> client.header(5));

        assertThat(failure.problem().code()).isEqualTo("chain.pruned");
        assertThat(failure.problem().what()).contains("lowest height is 1180000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "<html>Bad gateway</html>", "[]", "{\"result\":{}}", "\"x\"", "7"})
    void anythingElseIsANamedProblem(String body) {
        node.answers("/status", 200, body);

        var failure = catchThrowableOfType(ProblemException.class, client::status);

        assertThat(failure.problem().code()).isEqualTo("chain.malformed");
    }

    @Test
    void anErrorObjectIsToldInItsOwnWords() {
        node.plays("/status", 500, "r0/rpc-error-future-height.json");

        var failure = catchThrowableOfType(ProblemException.class, client::status);

        assertThat(failure.problem().code()).isEqualTo("chain.refused");
        assertThat(failure.problem().what()).contains("500");
    }

    @Test
    void aNodeThatIsGoneIsUnreachable() {
        var gone = new RpcClient(URI.create("http://127.0.0.1:1"), JsonHttp.forProbes());

        var failure = catchThrowableOfType(ProblemException.class, gone::status);

        assertThat(failure.problem().code()).isEqualTo("chain.unreachable");
        assertThat(failure.problem().what()).contains("http://127.0.0.1:1");
    }

    @Test
    void aBodyWithoutEndIsCutOffAndNamed() {
        node.answers("/status", 200, "[" + " ".repeat(17 << 20));

        var failure = catchThrowableOfType(ProblemException.class, client::status);

        assertThat(failure.problem().code()).isEqualTo("chain.malformed");
        assertThat(failure.problem().what()).contains("more than 1 MiB");
    }

    @Test
    void aRedirectIsNamedAndNotFollowed() {
        node.redirects("/status", "/status");

        var failure = catchThrowableOfType(ProblemException.class, client::status);

        assertThat(failure.problem().code()).isEqualTo("chain.malformed");
        assertThat(failure.problem().what()).contains("status 302");
    }

    @Test
    void aNodeThatListensAndSaysNothingIsGivenUp() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            var hasty = new OkHttpClient.Builder().callTimeout(Duration.ofMillis(200)).build();

            var failure =
                    catchThrowableOfType(
                            ProblemException.class,
                            new RpcClient(address, new JsonHttp(hasty))::status);

            assertThat(failure.problem().code()).isEqualTo("chain.unreachable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "9223372036854775808", "1e3", " 1", "null"})
    void aHeightThatIsNoneIsMalformed(String height) {
        says(height, "2026-01-01T00:00:00Z", "gonka");

        assertThat(catchThrowableOfType(ProblemException.class, client::status).problem().code())
                .isEqualTo("chain.malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "+999999999-01-01T00:00:00Z"})
    void aTimeThatNoCalendarShowsIsMalformed(String time) {
        says("7", time, "gonka");

        assertThat(catchThrowableOfType(ProblemException.class, client::status).problem().code())
                .isEqualTo("chain.malformed");
    }

    @Test
    void whatANodeSaysOfAnErrorIsMadePrintable() {
        node.answers(
                "/status",
                200,
                "{\"error\":{\"message\":\"\\u001b[2Jgone\\n" + "x".repeat(9000) + "\"}}");

        var problem = catchThrowableOfType(ProblemException.class, client::status).problem();

        assertThat(problem.what()).contains("?[2Jgone?x").hasSizeLessThan(5000);
    }

    private void says(String height, String time, String chain) {
        node.answers("/abci_info", 200, "{\"result\":{\"response\":{\"last_block_height\":\"1\"}}}")
                .answers(
                        "/status",
                        200,
                        """
                        {"result":{"node_info":{"network":"%s"},"sync_info":{"latest_block_hash":"A",
                        "latest_block_height":"%s","catching_up":false,"latest_block_time":"%s"}}}
                        """
                                .formatted(chain, height, time));
    }
}
