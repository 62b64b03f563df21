package io.lockstep.app.rehearsal.dapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.rehearsal.Asker;
import io.lockstep.app.rehearsal.Relay;
import io.lockstep.app.rehearsal.chain.SimChain;
import io.lockstep.app.rehearsal.chain.SimChainConfig;
import io.lockstep.app.rehearsal.chain.ledger.EpochRules;
import io.lockstep.app.rehearsal.chain.ledger.Genesis;
import io.lockstep.app.rehearsal.chain.scenario.ScenarioPlayer;
import io.lockstep.app.rehearsal.chain.scenario.Scenarios;
import io.lockstep.app.rehearsal.mlnode.MlNode;
import io.lockstep.app.rehearsal.mlnode.MlNodeConfig;
import io.lockstep.app.rehearsal.mlnode.MlNodeConfig.Flavour;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.upgrade.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimApiNodeTest {
    private static final Duration BLOCK = Duration.ofMillis(50);

    @TempDir Path folder;

    private final Asker web = new Asker();
    private final MlNode incumbent = MlNode.start(MlNodeConfig.quick("v3.0.8", Flavour.R0));
    private final MlNode candidate = MlNode.start(MlNodeConfig.quick("v3.0.10", Flavour.R0));
    private final Relay relay = new Relay(incumbent);
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
        relay.close();
        incumbent.close();
        candidate.close();
        web.close();
    }

    @Test
    void r1AsksAroundASwitchAsTheRecordedOneDid() throws Exception {
        relay.add(candidate);
        var chain = chain(Generation.R1);
        var node = start(chain, Generation.R1, true);
        upgradeIn(chain, 75);
        var recorded = RecordedRequests.of("r1").through("/v3.0.10/api/v1/inference/up", 1);

        Asker.until("the last request", () -> node.asked().size() >= recorded.size());

        assertThat(RecordedRequests.of(node.asked())).startsWith(recorded.toArray(String[]::new));
    }

    @Test
    void r0WithoutModelsForItsNodeStopsItForEverAsRecorded() throws Exception {
        var chain = chain(Generation.R0);
        var node = start(chain, Generation.R0, false);
        var height = upgradeIn(chain, 35);
        var recorded = RecordedRequests.of("r0").through("/api/v1/stop", 14);

        Asker.until("the switch", () -> node.height() > height + 5);
        Asker.until("the last request", () -> node.asked().size() >= recorded.size());

        assertThat(RecordedRequests.of(node.asked())).startsWith(recorded.toArray(String[]::new));
        assertThat(node.switches().getFirst().height()).isEqualTo(height);
        assertThat(state(node)).isEqualTo("FAILED");
    }

    @Test
    void r1GoesThroughProofOfComputeAsTheRecordedOneDid() throws Exception {
        var chain = chainBeforeProof(20);
        var node = start(chain, Generation.R1, true);
        var recorded =
                RecordedRequests.of("r1").requests().stream()
                        .dropWhile(request -> !request.endsWith("/pow/init/generate"))
                        .limit(7)
                        .map(request -> request.replace("v3.0.10", "v3.0.8"))
                        .toList();

        Asker.until("inference again", () -> asked(node, recorded.getLast()) > 1);

        var asked = RecordedRequests.of(node.asked());
        var beginning = asked.indexOf(recorded.getFirst());
        assertThat(asked.subList(beginning - 2, beginning))
                .containsExactly("GET /v3.0.8/api/v1/state", "POST /v3.0.8/api/v1/stop");
        assertThat(asked.subList(beginning, beginning + 7)).isEqualTo(recorded);
    }

    @Test
    void r0BringsItsNodeUpAndNeverAsksWithAVersion() throws Exception {
        var chain = chain(Generation.R0);
        var node = start(chain, Generation.R0, true);
        var height = upgradeIn(chain, 30);

        Asker.until("the switch", () -> node.height() > height + 5);

        assertThat(RecordedRequests.of(node.asked()))
                .startsWith(
                        "GET /api/v1/state",
                        "GET /api/v1/state",
                        "POST /api/v1/stop",
                        "POST /api/v1/inference/up")
                .allSatisfy(request -> assertThat(request).doesNotContain("v3.0"));
        assertThat(node.prefix()).isEmpty();
        assertThat(node.version()).isEqualTo("v3.0.10");
    }

    @Test
    void aCandidateThatServesAlreadyIsLeftAlone() throws Exception {
        relay.add(candidate);
        web.post(candidate.uri(), "/api/v1/inference/up", "{\"model\":\"m\"}");
        var chain = chain(Generation.R1);
        var node = start(chain, Generation.R1, true);
        var height = upgradeIn(chain, 40);

        Asker.until("a poll of the new version", () -> asked(node, "GET /v3.0.10/health") > 0);
        Asker.until("two reconciles more", () -> node.height() > height + 100);

        assertThat(node.switches())
                .extracting(SimApiNode.Switch::height)
                .containsExactly(height - 1);
        assertThat(asked(node, "POST /v3.0.8/api/v1/stop")).isEqualTo(2);
        assertThat(asked(node, "POST /v3.0.10/api/v1/stop")).isZero();
        assertThat(asked(node, "POST /v3.0.10/api/v1/inference/up")).isZero();
    }

    @Test
    void operatorsSeeTheNodeWithStatusAndModels() throws Exception {
        var node = start(chain(Generation.R1), Generation.R1, true);
        Asker.until("inference", () -> state(node).equals("INFERENCE"));

        var one = web.json(node.admin(), "/admin/v1/nodes").get(0);

        assertThat(names(one.at("/node")))
                .containsExactlyInAnyOrder(
                        "host",
                        "inference_segment",
                        "inference_port",
                        "poc_segment",
                        "poc_port",
                        "models",
                        "id",
                        "max_concurrent",
                        "node_num",
                        "hardware",
                        "version");
        assertThat(names(one.at("/state")))
                .contains("intended_status", "current_status", "status_timestamp", "admin_state")
                .doesNotContain("reconcile_info");
        assertThat(one.at("/node/models/Qwen~1Qwen2.5-7B-Instruct/args")).hasSize(2);
        assertThat(one.at("/node/poc_port").asInt()).isEqualTo(relay.management().getPort());
    }

    @Test
    void aNodeIsDisabledByItsIdOnly() throws Exception {
        var node = start(chain(Generation.R1), Generation.R1, true);
        var nodes = "/admin/v1/nodes";

        var unknown = web.post(node.admin(), nodes + "/other/disable", "");
        var known = web.post(node.admin(), nodes + "/node1/disable", "");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo("{\"error\":\"node not found: other\"}");
        assertThat(known.body())
                .isEqualTo("{\"message\":\"node disabled successfully\",\"node_id\":\"node1\"}");
        assertThat(web.json(node.admin(), nodes).at("/0/state/admin_state/enabled").asBoolean())
                .isFalse();
    }

    @Test
    void r0AnswersNothingMoreOnceItWasAskedForAnIdItDoesNotKnow() throws Exception {
        var node = start(chain(Generation.R0), Generation.R0, true);

        var unknown = web.post(node.admin(), "/admin/v1/nodes/other/enable", "");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThatThrownBy(() -> JsonHttp.forProbes().get(node.admin().resolve("/admin/v1/nodes")))
                .hasMessageContaining("does not answer");
    }

    @Test
    void onlyR2TellsWhetherAScheduledVersionIsAlive() throws Exception {
        var r1 = start(chain(Generation.R1), Generation.R1, true);
        var chain = chain(Generation.R2);
        var r2 = start(chain, Generation.R2, true);
        var status = "/admin/v1/nodes/upgrade-status";

        assertThat(web.get(r1.admin(), status).statusCode()).isEqualTo(405);
        assertThat(web.get(r2.admin(), status).body()).contains("No upgrade plan active");
        upgradeIn(chain, 400);
        relay.add(candidate);
        Asker.until("a plan", () -> body(r2, status).contains("node1"));
        assertThat(body(r2, status)).isEqualTo("{\"node1\":{\"is_alive\":true}}");
    }

    @Test
    void theEpochTellsItsStagesInNumbers() throws Exception {
        var node = start(chain(Generation.R2), Generation.R2, true);

        var epoch = web.json(node.publicSide(), "/v1/epochs/latest");

        var start = epoch.at("/latest_epoch/poc_start_block_height").asLong();
        assertThat(epoch.at("/phase").asText()).isEqualTo("Inference");
        assertThat(epoch.at("/epoch_stages/poc_generation_wind_down").asLong())
                .isEqualTo(start + 48);
        assertThat(epoch.at("/epoch_stages/poc_validation_end").asLong()).isEqualTo(start + 85);
        assertThat(epoch.at("/next_epoch_stages/poc_start").asLong()).isEqualTo(start + 17_280);
        assertThat(epoch.at("/epoch_stages/next_poc_start").isNumber()).isTrue();
        assertThat(web.get(node.publicSide(), "/v1/epochs/71").statusCode()).isEqualTo(400);
        assertThat(web.get(node.publicSide(), "/v1/status").body())
                .isEqualTo("{\"status\":\"ok\"}");
    }

    @Test
    void everyRequestIsWrittenDownWithItsHeight() throws Exception {
        var node = start(chain(Generation.R1), Generation.R1, true);
        Asker.until("inference", () -> state(node).equals("INFERENCE"));

        var line = Asker.parse(Files.readAllLines(folder.resolve("dapi.jsonl")).getFirst());

        assertThat(line.at("/path").asText()).isEqualTo("/v3.0.8/api/v1/state");
        assertThat(line.at("/state_height").asLong()).isGreaterThan(1_000_000);
        assertThat(line.at("/answered").asInt()).isEqualTo(200);
    }

    private SimChain chain(Generation generation) {
        var chain = SimChain.start(SimChainConfig.rehearsal(generation, BLOCK, Clock.systemUTC()));
        open.add(chain);
        return chain;
    }

    /// With the epochs of the recordings.
    private SimChain chainBeforeProof(long blocks) {
        var config = SimChainConfig.rehearsal(Generation.R1, BLOCK, Clock.systemUTC());
        var genesis = config.genesis();
        var rules = new EpochRules(300, 10, 2, 2, 6, 0);
        var chain =
                SimChain.start(
                        config.with(
                                new Genesis(
                                        genesis.generation(),
                                        genesis.chainId(),
                                        rules.start(10) - blocks,
                                        genesis.denomination(),
                                        genesis.validators(),
                                        genesis.accounts(),
                                        genesis.rules(),
                                        rules,
                                        genesis.mlNodeVersion(),
                                        genesis.minGasPrice())));
        open.add(chain);
        return chain;
    }

    private SimApiNode start(SimChain chain, Generation generation, boolean models) {
        var node =
                SimApiNode.start(
                        new ApiNodeConfig(
                                generation,
                                chain.rpcs(),
                                chain.rest(),
                                models,
                                Timers.recorded(BLOCK),
                                _ -> {},
                                Optional.of(folder.resolve("dapi.jsonl"))),
                        Clock.systemUTC());
        open.add(node);
        node.drive(NodeEntry.recorded(relay.management(), relay.inference()));
        return node;
    }

    private long upgradeIn(SimChain chain, long blocks) {
        var height = chain.height() + blocks;
        var story =
                Scenarios.read(
                        "soon",
                        """
                        at block 2: proposer proposes node-version v3.0.10 at height H
                        at block 3: north votes yes on proposal 1
                        ends with v3.0.10 at block H
                        """);
        open.add(ScenarioPlayer.playTo(chain, story, height, _ -> {}));
        return height;
    }

    private static int asked(SimApiNode node, String request) {
        return Collections.frequency(RecordedRequests.of(node.asked()), request);
    }

    private String state(SimApiNode node) {
        return at(body(node, "/admin/v1/nodes"), "/0/state/current_status");
    }

    private static String at(String json, String pointer) {
        try {
            return Asker.parse(json).at(pointer).asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String body(SimApiNode node, String path) {
        try {
            return web.get(node.admin(), path).body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
