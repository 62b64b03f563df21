package io.lockstep.app.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.rehearsal.Asker;
import io.lockstep.app.rehearsal.Relay;
import io.lockstep.app.rehearsal.chain.SimChain;
import io.lockstep.app.rehearsal.chain.SimChainConfig;
import io.lockstep.app.rehearsal.dapi.ApiNodeConfig;
import io.lockstep.app.rehearsal.dapi.NodeEntry;
import io.lockstep.app.rehearsal.dapi.SimApiNode;
import io.lockstep.app.rehearsal.dapi.Timers;
import io.lockstep.app.rehearsal.mlnode.MlNode;
import io.lockstep.app.rehearsal.mlnode.MlNodeConfig;
import io.lockstep.app.rehearsal.mlnode.MlNodeConfig.Flavour;
import io.lockstep.app.settings.Settings;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.upgrade.Generation;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Changes of a registered MLNode, against the simulated API node of each generation.
class ApiNodeDeskTest {
    private static final Duration BLOCK = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final MlNode mlNode = MlNode.start(MlNodeConfig.quick("v3.0.8", Flavour.R0));
    private final Relay first = new Relay(mlNode);
    private final Relay second = new Relay(mlNode);
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var one : open.reversed()) {
            one.close();
        }
        first.close();
        second.close();
        mlNode.close();
    }

    @ParameterizedTest
    @EnumSource
    void aMovedNodeIsFoundAtItsNewAddressAndGoesBack(Generation generation) throws Exception {
        var node = start(generation);
        var desk = desk(node);
        var move = move(second.management(), second.inference());

        var preview = desk.preview(move);
        var ended = desk.carryOut(preview, LONG, _ -> {});

        assertThat(preview.request())
                .isEqualTo(
                        generation == Generation.R2
                                ? "PUT /admin/v1/nodes/node1"
                                : "POST /admin/v1/nodes");
        assertThat(preview.wayBack().orElseThrow())
                .endsWith("--poc-port " + first.management().getPort());
        assertThat(ended.verified()).as(ended.text()).isTrue();
        assertThat(desk.undo(preview, _ -> {}).text()).isNotEmpty();
        assertThat(desk.preview(move).now().pocPort()).isEqualTo(first.management().getPort());
    }

    @Test
    void aMoveToWhereNobodyIsFoundIsToldWithTheApiNodesOwnWords() throws Exception {
        var desk = desk(start(Generation.R1));
        var nowhere = URI.create("http://127.0.0.1:1");

        var ended =
                desk.carryOut(desk.preview(move(nowhere, nowhere)), Duration.ofSeconds(2), _ -> {});

        assertThat(ended.verified()).isFalse();
        assertThat(ended.text()).contains("has not found it there");
    }

    @ParameterizedTest
    @EnumSource
    void anIdThatIsNotInTheListIsNeverAskedFor(Generation generation) throws Exception {
        var desk = desk(start(generation));

        for (var wish : List.of(new NodeWish.Enable("node2"), new NodeWish.Disable("NODE1"))) {
            assertThatThrownBy(() -> desk.preview(wish)).hasMessageContaining("it has node1");
        }

        assertThat(desk.preview(new NodeWish.Disable("node1")).done()).isFalse();
    }

    @Test
    void disablingTheOnlyNodeIsSpokenAgainstAndDoneAllTheSame() throws Exception {
        var desk = desk(start(Generation.R1));

        var preview = desk.preview(new NodeWish.Disable("node1"));

        assertThat(preview.objections()).singleElement().asString().contains("only enabled");
        assertThat(desk.carryOut(preview, LONG, _ -> {}).verified()).isTrue();
        assertThat(desk.preview(new NodeWish.Disable("node1")).done()).isTrue();
        assertThatThrownBy(() -> desk.carryOut(preview, LONG, _ -> {}))
                .hasMessageContaining("has changed");
    }

    @Test
    void aConfirmationPocAndAPreservedSlotSpeakAgainstAMove() throws Exception {
        var node = start(Generation.R2);
        node.confirming(true);
        node.preserving(true);

        var preview = desk(node).preview(move(second.management(), second.inference()));

        assertThat(preview.objections())
                .anyMatch(line -> line.contains("confirmation PoC"))
                .anyMatch(line -> line.contains("preserved slot"));
    }

    @Test
    void aHostThatIsNoneIsRefused() throws Exception {
        var desk = desk(start(Generation.R1));

        for (var host : List.of("http://inference", "inference:8080", "", "a/b")) {
            var move =
                    new NodeWish.Move(
                            "node1", Optional.of(host), Optional.empty(), Optional.empty());
            assertThatThrownBy(() -> desk.preview(move)).hasMessageContaining("bare host");
        }
    }

    private static NodeWish move(URI management, URI inference) {
        return new NodeWish.Move(
                "node1",
                Optional.of(management.getHost()),
                Optional.of(inference.getPort()),
                Optional.of(management.getPort()));
    }

    private static ApiNodeDesk desk(SimApiNode node) {
        var usual = Settings.defaults();
        var settings =
                new Settings(
                        usual.chain(),
                        new Settings.ApiNode(
                                Optional.of(node.admin()), Optional.of(node.publicSide())),
                        Optional.empty(),
                        usual.engine(),
                        usual.upgrade());
        return new ApiNodeDesk(settings, JsonHttp.forProbes());
    }

    private SimApiNode start(Generation generation) throws Exception {
        var chain = SimChain.start(SimChainConfig.rehearsal(generation, BLOCK, Clock.systemUTC()));
        open.add(chain);
        var node =
                SimApiNode.start(
                        new ApiNodeConfig(
                                generation,
                                chain.rpcs(),
                                chain.rest(),
                                true,
                                Timers.rehearsal(BLOCK),
                                _ -> {},
                                Optional.empty()),
                        Clock.systemUTC());
        open.add(node);
        first.add(mlNode);
        second.add(mlNode);
        node.drive(NodeEntry.recorded(first.management(), first.inference()));
        Asker.until("a block", () -> node.height() > 0);
        return node;
    }
}
