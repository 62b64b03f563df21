package io.lockstep.app.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.containers.HostContainers.Front;
import io.lockstep.app.containers.HostStock;
import io.lockstep.app.containers.HostStock.Box;
import io.lockstep.app.containers.HostStock.Build;
import io.lockstep.app.containers.HostStock.Layer;
import io.lockstep.app.containers.HostStock.Net;
import io.lockstep.app.containers.HostStock.Picture;
import io.lockstep.app.containers.HostStock.Volume;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.CleanUpList.Item;
import io.lockstep.app.upgrade.Inventory.LeftFile;
import io.lockstep.engine.control.EngineStatus;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeftoversTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final Map<String, String> OURS = Map.of("lockstep.upgrade", "v3.0.7@900");

    @Test
    void aStoppedCandidateOfOursThatNothingRoutesToGoesWithTheNetworkOnlyItUsed() {
        var list =
                list(
                        new HostStock(
                                List.of(box("lockstep-mlnode-v3.0.7", false, version("v3.0.7"))),
                                List.of(),
                                List.of(
                                        new Net(
                                                "lockstep-net",
                                                OURS,
                                                List.of("lockstep-mlnode-v3.0.7"))),
                                List.of(),
                                List.of()));

        assertThat(list.goes())
                .extracting(Item::id)
                .containsExactly("container:lockstep-mlnode-v3.0.7", "network:lockstep-net");
    }

    @Test
    void whatStandsForARoutedVersionStaysEvenWhileItIsStopped() {
        var list =
                list(
                        stock(
                                box("serving", false, version("v3.0.9")),
                                box("engine", false, Map.of("lockstep.role", "engine"))));

        assertThat(list.goes()).isEmpty();
        assertThat(list.stays())
                .extracting(Item::name, Item::reason)
                .containsExactly(
                        tuple("serving", "stands for v3.0.9"),
                        tuple("engine", "belongs to the engine"));
    }

    @Test
    void whatAnNginxStillNamesStaysForThatWouldNotStartWithoutIt() {
        var front = new Front("join-inference-1", true, Optional.empty(), Set.of("old"));
        var host = new HostContainers("docker", "1", List.of(), List.of()).before(List.of(front));
        var snapshot = engine().withContainers(NOW, new Reading.Live<>(host, NOW, "docker"));
        var stock = inventory(stock(box("old", false, version("v3.0.7"))));

        var list = Leftovers.list(snapshot, stock, RULE, Shelf.EMPTY, NONE, NO_UPGRADE);

        assertThat(list.goes()).isEmpty();
        assertThat(list.stays())
                .extracting(Item::name, Item::reason)
                .containsExactly(
                        tuple("old", "the configuration of join-inference-1 still leads to it"));
    }

    @Test
    void withoutAnEngineNothingOfOursIsTickedForItMayStillBeRouted() {
        var stock =
                new HostStock(
                        List.of(box("old", false, version("v3.0.7"))),
                        List.of(),
                        List.of(),
                        List.of(new Volume("lockstep-state", OURS, 10, List.of())),
                        List.of());

        var list = Leftovers.list(silent(), inventory(stock), RULE, Shelf.EMPTY, NONE, NO_UPGRADE);

        assertThat(list.goes()).isEmpty();
        assertThat(list.stays()).extracting(Item::name).containsExactly("old", "lockstep-state");
    }

    @Test
    void whatCarriesNoLabelOfOursIsNeverTicked() {
        var list =
                list(
                        new HostStock(
                                List.of(box("postgres", false, Map.of())),
                                List.of(image("sha256:1", List.of("postgres:16"), "a")),
                                List.of(new Net("theirs", Map.of(), List.of())),
                                List.of(new Volume("weights", Map.of(), 99, List.of())),
                                List.of()));

        assertThat(list.goes()).isEmpty();
        assertThat(list.offers()).isEmpty();
        assertThat(list.stays())
                .extracting(Item::name, Item::reason)
                .containsExactly(tuple("postgres", "not ours"));
    }

    @Test
    void imagesWithoutANameOldMlNodesAndTheBuildCacheAreOfferedAndNotTicked() {
        var list =
                list(
                        new HostStock(
                                List.of(),
                                List.of(
                                        image("sha256:1", List.of(), "a"),
                                        image("sha256:2", List.of("mlnode:3.0.5"), "b"),
                                        image("sha256:3", List.of("mlnode:3.0.9"), "c")),
                                List.of(),
                                List.of(),
                                List.of(new Build("x", 70, false), new Build("y", 9, true))));

        assertThat(list.goes()).isEmpty();
        assertThat(list.offers())
                .extracting(item -> item.kind() + " " + item.bytes().orElse(0))
                .containsExactly("IMAGE 10", "IMAGE 10", "BUILD 70");
        assertThat(list.stays())
                .extracting(Item::name, Item::reason)
                .containsExactly(tuple("mlnode:3.0.9", "stands for v3.0.9"));
    }

    @Test
    void aLayerThatOnlyTickedImagesShareIsCountedOnceAndOnlyIfAllOfThemGo() {
        var first = image("sha256:1", List.of("mlnode:3.0.5"), "base", "pair", "a");
        var second = image("sha256:2", List.of("mlnode:3.0.6"), "base", "pair", "b");
        var kept = image("sha256:3", List.of("postgres:16"), "base");

        var list =
                list(
                        new HostStock(
                                List.of(),
                                List.of(first, second, kept),
                                List.of(),
                                List.of(),
                                List.of()));

        assertThat(list.bytesFreed(Set.of("image:mlnode:3.0.5"))).isEqualTo(10);
        assertThat(list.bytesFreed(Set.of("image:mlnode:3.0.5", "image:mlnode:3.0.6")))
                .isEqualTo(30);
    }

    @Test
    void anImageWaitsOnTheShelfUntilItsTimeIsOver() {
        var stock =
                new HostStock(
                        List.of(),
                        List.of(image("sha256:1", List.of("mlnode:3.0.8"), "a")),
                        List.of(),
                        List.of(),
                        List.of());
        var waiting = shelf(NOW.plusSeconds(60));
        var over = shelf(NOW);

        var kept = Leftovers.list(engine(), inventory(stock), RULE, waiting, NONE, NO_UPGRADE);
        var gone = Leftovers.list(engine(), inventory(stock), RULE, over, NONE, NO_UPGRADE);

        assertThat(kept.goes()).isEmpty();
        assertThat(kept.stays())
                .extracting(Item::reason)
                .containsExactly("on the rollback shelf until 2026-05-01T12:01:00Z");
        assertThat(kept.shelf()).hasSize(1);
        assertThat(gone.goes())
                .extracting(Item::reason)
                .containsExactly("its time on the rollback shelf ended 2026-05-01T12:00:00Z");
    }

    @Test
    void aGuardThatDoesNotHoldKeepsAllThatTheUpgradeLeft() {
        var item = new Item(CleanUpList.Kind.IMAGE, "mlnode:3.0.8", "", OptionalLong.empty());
        var guard = new CleanUpList.Guard("nothing in flight", false, "2 requests are in flight");
        var upgrade = new CleanUpList(List.of(item), List.of()).with(List.of(guard));

        var list =
                Leftovers.list(
                        engine(), Inventory.NOTHING, RULE, Shelf.EMPTY, NONE, Optional.of(upgrade));

        assertThat(list.goes()).isEmpty();
        assertThat(list.stays())
                .extracting(Item::reason)
                .containsExactly("kept: 2 requests are in flight");
        assertThat(list.refused(Set.of(item.id()))).containsExactly(item.id());
    }

    @Test
    void filesOfOursGoUnlessSomebodyMayWantToReadThem() {
        var files =
                List.of(
                        new LeftFile(Path.of("/a/build-1"), 5, "cut short", false),
                        new LeftFile(Path.of("/a/x.unreadable"), 6, "put aside", true));

        var list =
                Leftovers.list(
                        engine(),
                        new Inventory(HostStock.NOTHING, files),
                        RULE,
                        Shelf.EMPTY,
                        NONE,
                        NO_UPGRADE);

        assertThat(list.goes()).extracting(Item::id).containsExactly("file:/a/build-1");
        assertThat(list.offers()).extracting(Item::id).containsExactly("file:/a/x.unreadable");
    }

    @Test
    void anotherBuildCacheIsAnotherItemSoThatAnOldTickDoesNotFit() {
        var before = new HostStock(List.of(), List.of(), List.of(), List.of(), builds("x"));
        var after = new HostStock(List.of(), List.of(), List.of(), List.of(), builds("x", "y"));

        var ticked = Set.of(list(before).offers().getFirst().id());

        assertThat(list(before).refused(ticked)).isEmpty();
        assertThat(list(after).refused(ticked)).isEqualTo(ticked);
    }

    private static final ImageRule RULE = new ImageRule("mlnode:{tag}");
    private static final Optional<Goal> NONE = Optional.empty();
    private static final Optional<CleanUpList> NO_UPGRADE = Optional.empty();

    private static CleanUpList list(HostStock stock) {
        return Leftovers.list(engine(), inventory(stock), RULE, Shelf.EMPTY, NONE, NO_UPGRADE);
    }

    private static Inventory inventory(HostStock stock) {
        return new Inventory(stock, List.of());
    }

    private static HostStock stock(Box... boxes) {
        return new HostStock(List.of(boxes), List.of(), List.of(), List.of(), List.of());
    }

    private static Box box(String name, boolean running, Map<String, String> labels) {
        return new Box("id-" + name, name, "sha256:0", running, 1, labels);
    }

    private static Map<String, String> version(String version) {
        return Map.of("lockstep.role", "candidate", "lockstep.version", version);
    }

    private static Picture image(String id, List<String> references, String... layers) {
        var made = List.of(layers).stream().map(layer -> new Layer(layer, 10)).toList();
        return new Picture(id, references, false, made, Map.of(), List.of());
    }

    private static List<Build> builds(String... ids) {
        return List.of(ids).stream().map(id -> new Build(id, 1, false)).toList();
    }

    private static Shelf shelf(Instant until) {
        return new Shelf(List.of(new Shelf.Entry("sha256:1", "mlnode:3.0.8", until)));
    }

    private static Snapshot silent() {
        return Snapshot.empty(NOW, false);
    }

    /// One that routes everything to v3.0.9.
    private static Snapshot engine() {
        var upstream =
                new EngineStatus.Upstream("v3.0.9", URI.create("http://serving:8080"), 0, 0, 0);
        var status =
                new EngineStatus(
                        "1",
                        1,
                        NOW,
                        1,
                        List.of(),
                        List.of(new EngineStatus.Route("v3.0.9", "v3.0.9")),
                        Optional.of("v3.0.9"),
                        List.of(upstream),
                        new EngineStatus.Traffic(0, 0, 0, 0, 0, 0, 0, 0),
                        Optional.empty(),
                        Optional.empty());
        return silent().withProxy(NOW, new Reading.Live<>(status, NOW, "socket"));
    }
}
