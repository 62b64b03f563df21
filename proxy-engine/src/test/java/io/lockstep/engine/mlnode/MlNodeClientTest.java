package io.lockstep.engine.mlnode;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.cutover.ArmedCutover.Model;
import io.lockstep.engine.mlnode.FakeMlNode.Trait;
import io.lockstep.engine.mlnode.Reply.Is;
import io.lockstep.engine.mlnode.Reply.Refused;
import io.lockstep.engine.mlnode.Reply.Silent;
import io.lockstep.engine.mlnode.Reply.Unreachable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MlNodeClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Model MODEL =
            new Model("Qwen/QwQ-32B", "float16", List.of("--quantization", "fp8"));

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final FakeGpu gpu = new FakeGpu();
    private final FakeMlNode node = new FakeMlNode("node", gpu, calls);
    private final MlNodeClient client =
            new MlNodeClient(node.address(), Optional.empty(), Optional.empty());

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void readsTheState() {
        assertThat(client.state()).isEqualTo(new Is<>("STOPPED"));
    }

    @Test
    void bringsTheModelUpWithItsArguments() {
        var reply = client.bringUp(MODEL, LIMIT);

        assertThat(reply).isInstanceOf(Is.class);
        assertThat(calls)
                .containsExactly(
                        "node up {\"model\":\"Qwen/QwQ-32B\",\"dtype\":\"float16\","
                                + "\"additional_args\":[\"--quantization\",\"fp8\"]}");
        assertThat(client.ready()).isInstanceOf(Is.class);
    }

    @Test
    void anErrorUnderStatus200IsARefusalInTheNodesOwnWords() {
        node.with(Trait.LOAD_FAILS);

        assertThat(client.bringUp(MODEL, LIMIT)).isEqualTo(new Refused<>(200, "weights missing"));
    }

    @Test
    void aConflictIsARefusalToo() {
        node.serving().with(Trait.REFUSES_SECOND_LOAD);

        assertThat(client.bringUp(MODEL, LIMIT))
                .isEqualTo(new Refused<>(409, "inference is running"));
    }

    @Test
    void aStopThatHangsIsSilenceAndNotARefusal() {
        var done = new CompletableFuture<Void>();
        node.serving().stopTakes(done);

        var reply = client.stop(Duration.ofMillis(50));

        assertThat(reply).isInstanceOf(Silent.class);
        done.complete(null);
    }

    @Test
    void aNodeWithoutAListenerIsUnreachable() {
        node.close();

        assertThat(client.state()).isInstanceOf(Unreachable.class);
    }

    @Test
    void aNodeThatLoadsIsNotReady() {
        node.serving().with(Trait.NEVER_READY);

        assertThat(client.state()).isEqualTo(new Is<>("INFERENCE"));
        assertThat(client.ready()).isEqualTo(new Refused<>(503, "No vLLM backend available"));
    }

    @Test
    void theInferencePortAnswersWhereTheManagementPortIsGone() throws Exception {
        try (var inference = FakeHealth.answering(200)) {
            node.close();
            var both =
                    new MlNodeClient(
                            node.address(), Optional.of(inference.address()), Optional.empty());

            assertThat(both.ready()).isInstanceOf(Is.class);
        }
    }

    @Test
    void theInferencePortDoesNotOverruleANodeThatSaysNo() throws Exception {
        try (var inference = FakeHealth.answering(200)) {
            var both =
                    new MlNodeClient(
                            node.address(), Optional.of(inference.address()), Optional.empty());

            assertThat(both.ready()).isInstanceOf(Refused.class);
        }
    }

    @Test
    void tellsAUsedGpuFromAFreeOneAndAnOldNodeFromBoth() {
        assertThat(client.gpuDevices()).isInstanceOf(Refused.class);

        node.with(Trait.TELLS_GPU);
        assertThat(client.gpuDevices().said().orElseThrow()).allMatch(GpuDevice::free);

        node.serving();
        assertThat(client.gpuDevices().said().orElseThrow()).noneMatch(GpuDevice::free);
    }

    @Test
    void whatIsNoMlNodeHasNoState() {
        try (var page = FakeHealth.answering(200)) {
            var other = new MlNodeClient(page.address(), Optional.empty(), Optional.empty());

            assertThat(other.state()).isInstanceOf(Refused.class);
            assertThat(other.gpuDevices()).isInstanceOf(Refused.class);
        }
    }

    @Test
    void anAddressThatCannotBeResolvedIsUnreachable() {
        var nowhere = MlNodes.plain().at(URI.create("http://nowhere.invalid:8080"));

        assertThat(nowhere.state().clause()).contains("nowhere.invalid");
    }
}
