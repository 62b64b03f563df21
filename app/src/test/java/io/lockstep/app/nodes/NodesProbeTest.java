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
import io.lockstep.chain.upgrade.Generation;
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

    @Test
    void whatTheNodeListTellsOfAnEntryIsKeptAndNothingElseOfIt() throws Exception {
        node.answers(
                        "/admin/v1/nodes",
                        """
                        [{"node":{"id":"node1","host":"lockstep-engine","inference_port":5000,
                        "poc_port":8080,"models":{"m":{"args":[]}},"private_key":"s3cret"},
                        "state":{"intended_status":"INFERENCE","current_status":"FAILED",
                        "reconcile_info":{"status":1},"poc_intended_status":"IDLE",
                        "failure_reason":"no answer","status_timestamp":"2025-11-02T10:00:01.5Z",
                        "admin_state":{"enabled":false,"epoch":72},"epoch_ml_nodes":{"m":
                        {"node_id":"node1","poc_weight":812,"timeslot_allocation":[true,true]}}}}]
                        """)
                .answers("/admin/v1/config", "{\"ml_node_key_config\":\"s3cret\"}");

        var view = probe().read();

        var standing = view.apiNodes().getFirst().standing();
        assertThat(standing.failure()).contains("no answer");
        assertThat(standing.at()).contains(Instant.parse("2025-11-02T10:00:01.5Z"));
        assertThat(standing.becoming()).isTrue();
        assertThat(standing.preserved()).isTrue();
        assertThat(standing.slots().getFirst().weight()).hasValue(812);
        assertThat(view.toString()).doesNotContain("s3cret");
        assertThat(node.asked()).doesNotContain("/admin/v1/config");
    }

    @Test
    void theWayOfAnEntryIsTheContainerItsNameMeans() throws Exception {
        engineRoutes();
        node.answers(
                "/admin/v1/nodes",
                """
                [{"node":{"id":"a","host":"lockstep-engine"}},
                 {"node":{"id":"b","host":"mlnode-308"}},
                 {"node":{"id":"c","host":"inference"}}]
                """);

        assertThat(probe().read().apiNodes())
                .extracting(entry -> entry.standing().way())
                .containsExactly(Way.PROXY, Way.DIRECT, Way.UNKNOWN);
    }

    @Test
    void theGenerationIsToldByWhatAnswers() throws Exception {
        node.answers("/admin/v1/nodes", FakeApiNode.NODES).otherwise(405);
        assertThat(probe().read().api().orElseThrow().generation()).contains(Generation.R1);

        var status = "/admin/v1/nodes/upgrade-status";
        node.answers(status, "{\"node1\":{\"is_alive\":false,\"error\":\"status 404\"}}");
        var api = probe().read().api().orElseThrow();

        assertThat(api.generation()).contains(Generation.R2);
        assertThat(api.upgrade())
                .containsExactly(new ApiNode.Alive("node1", false, Optional.of("status 404")));
        assertThat(ApiNode.detected(Optional.of(404), false, Optional.of(Generation.R0)))
                .contains(Generation.R0);
        assertThat(ApiNode.detected(Optional.empty(), false, Optional.of(Generation.R0))).isEmpty();
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
