package io.lockstep.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.chain.FakeNode;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.ProblemException;
import java.net.URI;
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
}
