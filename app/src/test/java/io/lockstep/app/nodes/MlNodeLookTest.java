package io.lockstep.app.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.fakes.FakeApiNode;
import io.lockstep.app.nodes.NodesView.Sight;
import io.lockstep.app.rehearsal.Asker;
import io.lockstep.app.rehearsal.mlnode.MlNode;
import io.lockstep.app.rehearsal.mlnode.MlNodeConfig;
import io.lockstep.app.rehearsal.mlnode.MlNodeConfig.Flavour;
import io.lockstep.chain.http.JsonHttp;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an MLNode of either release tells, as it stops, serves and proves.
class MlNodeLookTest {
    private final FakeApiNode fake = new FakeApiNode();
    private final Asker web = new Asker();

    @AfterEach
    void close() {
        fake.close();
        web.close();
    }

    @ParameterizedTest
    @EnumSource
    void itServesWhenItsModelsAnswerAndTellsTheLoadedOne(Flavour flavour) throws Exception {
        try (var node = MlNode.start(MlNodeConfig.quick("v3.0.9", flavour))) {
            var idle = at(node);
            assertThat(idle.state()).contains("STOPPED");
            assertThat(idle.serving()).isFalse();
            assertThat(idle.about().pow()).contains(flavour == Flavour.R2 ? "IDLE" : "NOT_LOADED");
            assertThat(idle.about().release())
                    .isEqualTo(flavour == Flavour.R2 ? Optional.of("v3.0.9") : Optional.empty());

            web.post(node.uri(), "/api/v1/inference/up", "{\"model\":\"Qwen/QwQ-32B\"}");
            var serving = at(node);

            assertThat(serving.state()).contains("INFERENCE");
            assertThat(serving.serving()).isTrue();
            assertThat(serving.about().model()).contains("Qwen/QwQ-32B");
            assertThat(serving.problem()).isEmpty();
        }
    }

    @Test
    void aConflictAboutProofOfComputeIsNoFault() {
        fake.answers("/api/v1/state", "{\"state\":\"STOPPED\"}").otherwise(409);

        var sight = look();

        assertThat(sight.state()).contains("STOPPED");
        assertThat(sight.about().pow()).isEmpty();
        assertThat(sight.problem()).isEmpty();
    }

    @Test
    void aNodeInInferenceIsNotAskedForProofOfComputeAndMayNotServeYet() {
        fake.answers("/api/v1/state", "{\"state\":\"INFERENCE\"}").otherwise(503);

        assertThat(look().serving()).isFalse();
        assertThat(fake.asked()).containsExactly("/api/v1/state", "/v1/models");
    }

    @Test
    void theHealthOfTheInferencePortProvesItToo() {
        fake.answers("/api/v1/state", "{\"state\":\"INFERENCE\"}");
        try (var inference = new FakeApiNode().answers("/health", "")) {
            var sight =
                    new MlNodeLook(JsonHttp.forProbes())
                            .at(fake.uri(), Optional.of(inference.uri()));

            assertThat(sight.serving()).isTrue();
        }
    }

    @Test
    void whatIsNoMlNodeIsNamed() {
        fake.answers("/api/v1/state", "{\"hello\":1}");

        assertThat(look().problem()).contains("answered status 200");
    }

    private Sight look() {
        return new MlNodeLook(JsonHttp.forProbes()).at(fake.uri(), Optional.empty());
    }

    private static Sight at(MlNode node) {
        return new MlNodeLook(JsonHttp.forProbes()).at(node.uri(), Optional.empty());
    }
}
