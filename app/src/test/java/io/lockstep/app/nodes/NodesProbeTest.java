package io.lockstep.app.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.fakes.FakeApiNode;
import io.lockstep.app.fakes.FakeWorld;
import io.lockstep.app.nodes.NodesView.MlNode;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodesProbeTest {
    private static final String EPOCH =
            """
            {"block_height":1249001,"latest_epoch":{"index":72,"poc_start_block_height":1244160},
            "phase":"Inference","epoch_stages":{"poc_start":1244160,"poc_validation_end":1244245,
            "next_poc_start":1261440}}
            """;

    private final FakeApiNode node = new FakeApiNode();
    private final FakeWorld world = new FakeWorld();

    @AfterEach
    void close() throws Exception {
        node.close();
    }

    @Test
    void theApiNodeTellsItsMlNodesAndTheEpoch() throws Exception {
        node.answers("/admin/v1/nodes", FakeApiNode.NODES).answers("/v1/epochs/latest", EPOCH);

        var view = probe().read();

        assertThat(view.epoch())
                .contains(new Epoch(72, "Inference", 1249001, 1244160, 1244245, 1261440));
        assertThat(view.apiNodes().getFirst().models())
                .containsExactly(
                        new NodesView.Model("Qwen/QwQ-32B", List.of("--quantization", "fp8")));
        assertThat(view.apiProblem()).isEmpty();
    }

    @Test
    void eachVersionIsAskedThroughTheEngineAndOnlyAServingStateForItsModels() throws Exception {
        engineRoutes();
        node.answers("/admin/v1/nodes", FakeApiNode.NODES)
                .answers("/v3.0.8/api/v1/state", "{\"state\":\"INFERENCE\"}")
                .answers("/v3.0.8/v1/models", "{\"data\":[]}")
                .answers("/v3.0.9/api/v1/state", "{\"state\":\"STOPPED\"}")
                .answers("/v3.0.9/v1/models", "{\"data\":[]}");

        assertThat(probe().read().mlNodes())
                .containsExactly(
                        new MlNode("v3.0.8", Optional.of("INFERENCE"), true, Optional.empty()),
                        new MlNode("v3.0.9", Optional.of("STOPPED"), false, Optional.empty()));
    }

    @Test
    void anApiNodeThatIsDownHidesNoMlNode() throws Exception {
        engineRoutes();
        node.answers("/v3.0.8/api/v1/state", "{\"state\":\"INFERENCE\"}");

        var view = probe().read();

        assertThat(view.mlNodes()).hasSize(2);
        assertThat(view.apiProblem().orElseThrow().code()).isEqualTo("dapi.refused");
    }

    @Test
    void withNothingToTellTheProblemIsTold() throws Exception {
        assertThatThrownBy(() -> probe().read())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("/admin/v1/nodes answered with status 404");
    }

    @Test
    void nobodyIsAskedWhileRequestsAreHeld() throws Exception {
        engineRoutes();
        var _ = world.engine().arm(armed());
        world.engine().ends(Phase.BRINGING_UP);
        node.answers("/admin/v1/nodes", FakeApiNode.NODES)
                .answers("/v3.0.8/api/v1/state", "{\"state\":\"INFERENCE\"}");

        assertThat(probe().read().mlNodes())
                .allSatisfy(node -> assertThat(node.state()).isEmpty())
                .extracting(MlNode::problem)
                .containsOnly(Optional.of("not asked while the GPU changes hands"));
    }

    private void engineRoutes() throws Exception {
        world.host().runs("lockstep-engine", "engine:1", Map.of("lockstep.role", "engine"));
        for (var version : List.of("v3.0.8", "v3.0.9")) {
            var _ = world.engine().route(version, URI.create("http://" + version + ":8080"));
        }
        var _ = world.engine().routeDefault("v3.0.8");
    }

    private NodesProbe probe() {
        var usual = Settings.defaults();
        var settings =
                new Settings(
                        usual.chain(),
                        new Settings.ApiNode(Optional.of(node.uri()), Optional.of(node.uri())),
                        Optional.empty(),
                        new Settings.Engine(
                                Optional.empty(), Optional.empty(), Optional.of(node.uri())),
                        usual.upgrade());
        var snapshot = world.seen(Snapshot.empty(Instant.EPOCH, false));
        return new NodesProbe(settings, JsonHttp.forProbes(), () -> snapshot, true);
    }

    private static ArmedCutover armed() {
        return new ArmedCutover(
                "v3.0.9@1000",
                "sim",
                1000,
                1,
                "v3.0.8",
                "v3.0.9",
                List.of(),
                new ArmedCutover.Model("m", "float16", List.of()),
                CutoverPolicy.HOLD,
                1,
                1,
                1);
    }
}
