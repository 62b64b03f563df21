package io.lockstep.app.rehearsal.mlnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.rehearsal.Asker;
import io.lockstep.app.rehearsal.mlnode.MlNodeConfig.Flavour;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MlNodeTest {
    private static final String UP = "/api/v1/inference/up";
    private static final String MODEL = "{\"model\":\"Qwen/QwQ-32B\",\"dtype\":\"float16\"}";

    private final Asker web = new Asker();
    private final List<MlNode> nodes = new ArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(MlNode::close);
        web.close();
    }

    @Test
    void startsStoppedAndServesOnceItIsUp() throws Exception {
        var node = start(quick());

        assertThat(state(node)).isEqualTo("STOPPED");
        assertThat(web.get(node.uri(), "/v1/models").statusCode()).isEqualTo(503);
        assertThat(node.compatUri()).isEmpty();
        assertThat(web.post(node.uri(), UP, MODEL).body()).isEqualTo("{\"status\":\"OK\"}");
        assertThat(state(node)).isEqualTo("INFERENCE");
        assertThat(web.json(node.uri(), "/v1/models").at("/data/0/id").asText())
                .isEqualTo("Qwen/QwQ-32B");
        assertThat(web.get(compat(node), "/health").statusCode()).isEqualTo(200);
    }

    @Test
    void healthAndTokensAreOnTheCompatibilityPortOnly() throws Exception {
        var node = up(quick());

        assertThat(web.get(node.uri(), "/health").statusCode()).isEqualTo(404);
        assertThat(web.post(node.uri(), "/tokenize", "{}").statusCode()).isEqualTo(404);
        var tokens = web.post(compat(node), "/tokenize", "{\"prompt\":\"abc\"}").body();
        assertThat(Asker.parse(tokens).at("/count").asInt()).isEqualTo(3);
    }

    @Test
    void saysInferenceWhileItLoadsAndAnswersNothingYet() throws Exception {
        var node = start(quick().loading(Duration.ofSeconds(30)));

        var loading = web.postLater(node.uri(), UP, MODEL);
        Asker.until("loading", () -> state(node).equals("INFERENCE"));

        assertThat(web.get(node.uri(), "/v1/models").body()).isEqualTo("vLLM backend not ready");
        assertThat(loading).isNotDone();
    }

    @Test
    void stopTakesTheHealthAndTheGpu() throws Exception {
        var node = up(new Setup(Flavour.R2).config());

        assertThat(memoryUsed(node)).isGreaterThan(70_000);
        assertThat(web.post(node.uri(), "/api/v1/stop", "").body())
                .isEqualTo("{\"status\":\"OK\"}");
        assertThat(state(node)).isEqualTo("STOPPED");
        assertThat(web.get(compat(node), "/health").statusCode()).isEqualTo(503);
        assertThat(memoryUsed(node)).isLessThan(100);
    }

    @Test
    void stopEndsAModelLoadOnR2() throws Exception {
        var node = start(new Setup(Flavour.R2).config().loading(Duration.ofSeconds(60)));
        var loading = web.postLater(node.uri(), UP, MODEL);
        Asker.until("loading", () -> state(node).equals("INFERENCE"));

        web.post(node.uri(), "/api/v1/stop", "");

        assertThat(loading.join().statusCode()).isEqualTo(500);
        assertThat(state(node)).isEqualTo("STOPPED");
    }

    @Test
    void aRunningModelIsLoadedAgainOnR0AndAConflictOnR2() throws Exception {
        assertThat(web.post(up(quick()).uri(), UP, MODEL).statusCode()).isEqualTo(200);
        assertThat(web.post(up(new Setup(Flavour.R2).config()).uri(), UP, MODEL).statusCode())
                .isEqualTo(409);
    }

    @Test
    void callsForAnotherServiceAreConflicts() throws Exception {
        var node = up(quick());

        var status = web.get(node.uri(), "/api/v1/pow/status");

        assertThat(status.statusCode()).isEqualTo(409);
        assertThat(Asker.parse(status.body()).has("detail")).isTrue();
        assertThat(web.post(node.uri(), "/api/v1/train/start", "{}").statusCode()).isEqualTo(409);
    }

    @Test
    void proofOfComputeGoesThroughItsPhases() throws Exception {
        var node = start(quick());
        var pow = "/api/v1/pow";

        assertThat(web.json(node.uri(), pow + "/status").at("/status").asText())
                .isEqualTo("NOT_LOADED");
        assertThat(web.post(node.uri(), pow + "/phase/validate", "").statusCode()).isEqualTo(400);
        assertThat(web.post(node.uri(), pow + "/init/generate", "{}").statusCode()).isEqualTo(400);
        var begun =
                web.post(node.uri(), pow + "/init/generate", "{\"node_id\":1,\"node_count\":1}");
        assertThat(Asker.parse(begun.body()).at("/pow_status/status").asText())
                .isEqualTo("LOADING");
        assertThat(state(node)).isEqualTo("POW");
        assertThat(web.post(node.uri(), UP, MODEL).statusCode()).isEqualTo(409);
        web.post(node.uri(), pow + "/init/validate", "{}");
        assertThat(web.json(node.uri(), pow + "/status").at("/status").asText())
                .isEqualTo("VALIDATING");
    }

    @Test
    void theGpuQuestionsAreUnknownToR0() throws Exception {
        var node = start(quick());

        var answer = web.get(node.uri(), "/api/v1/gpu/devices");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"Not Found\"}");
        assertThat(web.json(node.uri(), "/api/v1/state")).hasSize(1);
    }

    @Test
    void aStreamSaysItsScriptTokenByToken() throws Exception {
        var node = up(quick());
        var script = new TokenScript(7, 12);

        var events = stream(compat(node), script).body().split("\n\n");

        assertThat(events).hasSize(12 + 3);
        assertThat(events[14]).isEqualTo("data: [DONE]");
        var first = event(events[0]);
        assertThat(first.at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(first.at("/object").asText()).isEqualTo("chat.completion.chunk");
        var fifth = event(events[5]).at("/choices/0");
        assertThat(fifth.at("/delta/content").asText()).isEqualTo(script.token(4));
        assertThat(fifth.at("/logprobs/content/0/token").asText()).isEqualTo(script.token(4));
        assertThat(event(events[5]).at("/system_fingerprint").asText()).isEqualTo("v3.0.8");
        assertThat(event(events[13]).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void stopBreaksAStreamInTheMiddle() throws Exception {
        var node = up(quick().speaking(Duration.ofMillis(20)));
        try (var stream = web.open(node.uri(), "/v1/chat/completions", body(5000)).body()) {
            assertThat(stream.read()).isEqualTo('d');

            web.post(node.uri(), "/api/v1/stop", "");

            assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aWholeCompletionSaysTheSame() throws Exception {
        var node = up(quick());
        var body = body(9).replace("\"stream\":true,", "");

        var answer = Asker.parse(web.post(node.uri(), "/v1/chat/completions", body).body());

        assertThat(answer.at("/choices/0/message/content").asText())
                .isEqualTo(new TokenScript(7, 9).text());
        assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(9);
    }

    @Test
    void anUnknownModelIsAnErrorInTheWordsOfVllm() throws Exception {
        var node = up(quick());
        var body = body(9).replace("Qwen/QwQ-32B", "other");

        var answer = web.post(node.uri(), "/v1/chat/completions", body);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Asker.parse(answer.body()).at("/type").asText()).isEqualTo("NotFoundError");
    }

    @Test
    void aFailedLoadIsToldWithStatus200OnR0() throws Exception {
        var node = start(quick().with(MlNodeFault.LOAD_FAILS));

        var answer = web.post(node.uri(), UP, MODEL);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Asker.parse(answer.body()).at("/status").asText()).isEqualTo("ERROR");
        assertThat(state(node)).isEqualTo("STOPPED");
    }

    @Test
    void neverReadySaysItIsUpAndAnswersNothing() throws Exception {
        var node = start(quick().with(MlNodeFault.NEVER_READY));

        assertThat(web.post(node.uri(), UP, MODEL).statusCode()).isEqualTo(200);
        assertThat(state(node)).isEqualTo("INFERENCE");
        assertThat(web.get(node.uri(), "/v1/models").statusCode()).isEqualTo(503);
        assertThat(node.compatUri()).isEmpty();
    }

    @Test
    void orphansKeepTheMemoryOfAStoppedNode() throws Exception {
        var node = up(new Setup(Flavour.R2).config().with(MlNodeFault.GPU_NOT_RELEASED));

        web.post(node.uri(), "/api/v1/stop", "");

        assertThat(state(node)).isEqualTo("STOPPED");
        assertThat(memoryUsed(node)).isGreaterThan(70_000);
    }

    private record Setup(Flavour flavour) {
        MlNodeConfig config() {
            return MlNodeConfig.quick("v3.0.8", flavour);
        }
    }

    private static MlNodeConfig quick() {
        return new Setup(Flavour.R0).config();
    }

    private MlNode start(MlNodeConfig config) {
        var node = MlNode.start(config);
        nodes.add(node);
        return node;
    }

    private MlNode up(MlNodeConfig config) throws IOException, InterruptedException {
        var node = start(config);
        assertThat(web.post(node.uri(), UP, MODEL).statusCode()).isEqualTo(200);
        return node;
    }

    private static URI compat(MlNode node) {
        return node.compatUri().orElseThrow();
    }

    private String state(MlNode node) {
        try {
            return web.json(node.uri(), "/api/v1/state").at("/state").asText();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private int memoryUsed(MlNode node) throws IOException, InterruptedException {
        return web.json(node.uri(), "/api/v1/gpu/devices").at("/devices/0/used_memory_mb").asInt();
    }

    private HttpResponse<String> stream(URI base, TokenScript script)
            throws IOException, InterruptedException {
        return web.post(base, "/v1/chat/completions", body(script.tokens()));
    }

    private static String body(int tokens) {
        return "{\"model\":\"Qwen/QwQ-32B\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                .formatted(new TokenScript(7, tokens).prompt());
    }

    private static JsonNode event(String event) throws IOException {
        assertThat(event).startsWith("data: ");
        return Asker.parse(event.substring("data: ".length()));
    }
}
