package io.lockstep.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.ui.parts.Place;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.shape.Polyline;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The cards and the load of a host, as they are drawn.
class MachinePagesTest {
    private static final Path FOLDER = Path.of("target", "screens");

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    @Test
    void anOrphanIsNamedWithItsBytesAndTheCommandThatFreesThem() {
        var bench = opened(Theme.LIGHT, "gpus");

        assertThat(bench.texts())
                .contains("orphan", "37.1\u00a0GB", "sudo kill -9 4711", "991 python3")
                .anyMatch(text -> text.startsWith("join-mlnode-307-1"));
    }

    @Test
    void theBarsOfTheNodesPageHaveTheColourOfWhoHoldsTheMemory() {
        var bench = opened(Theme.LIGHT, "nodes");

        assertThat(bench.texts()).anyMatch(text -> text.startsWith("Held by incumbent, orphan"));
        assertThat(Fx.get(() -> bench.scene.getRoot().lookupAll(".gpu-row .part-veto"))).hasSize(1);
    }

    @Test
    void theCommandThatMovesANodeBackBehindTheProxyCanBeCopied() {
        var bench = opened(Theme.LIGHT, "nodes");

        bench.click("copy-move");

        assertThat(bench.copied).containsExactly("lockstep nodes move node2 --host NAME");
    }

    @Test
    void aCardWhoseHoldersNobodyTellsIsPaintedInNobodysColour() {
        var bench = bench(Theme.LIGHT).show(Scenes.armed());

        assertThat(Fx.get(() -> bench.scene.getRoot().lookupAll(".gpu-row .part-used"))).hasSize(2);
        assertThat(Fx.get(() -> bench.scene.getRoot().lookupAll(".gpu-row .part-incumbent")))
                .isEmpty();
    }

    @Test
    void aGapInTheSamplesIsAGapInTheLine() {
        var bench = opened(Theme.LIGHT, "gpus");

        assertThat(lines(bench)).isEqualTo(2 * 8 * 4);
    }

    @Test
    void aStateOfTheDriverIsNamedWithItsRemedyAndTheRestLivesOn() {
        var bench = bench(Theme.LIGHT);
        bench.show(Machines.mismatched());
        bench.click("nodes-tab-gpus");

        assertThat(bench.texts())
                .anyMatch(text -> text.contains("different versions") && text.contains("reboot"));
        bench.click("nodes-tab-host");
        assertThat(bench.texts()).contains("host-a · this machine");
    }

    @Test
    void whatTheHostDoesNotTellIsUnknownAndNeverZero() {
        var bench = opened(Theme.LIGHT, "host");

        assertThat(bench.texts())
                .contains("unknown of 8.0\u00a0GB", "312\u00a0ms behind block time", "unknown");
    }

    @Test
    void anotherHostIsChosenByItsNameAndHasNoFiguresOfTheFirst() {
        var bench = bench(Theme.LIGHT);
        bench.show(Machines.two());
        bench.click("nodes-tab-host");
        assertThat(bench.texts()).contains("host-a · this machine");

        Fx.run(() -> ((ComboBox<?>) bench.node("nodes-host")).getSelectionModel().select(1));

        assertThat(bench.texts())
                .contains("gpu-host-a · ssh ops@gpu-host-a")
                .doesNotContain("host-a · this machine");
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void bothPagesAreDrawnInBothLooks(Theme theme) {
        for (var page : new String[] {"nodes", "gpus", "host"}) {
            var bench = opened(theme, page);
            var name = "machine-%s-%s.png".formatted(page, theme.name().toLowerCase(Locale.ROOT));
            Fx.picture(bench.scene, FOLDER.resolve(name));

            assertThat(FOLDER.resolve(name)).isNotEmptyFile();
        }
    }

    private static long lines(Bench bench) {
        return Fx.get(() -> drawn(bench));
    }

    private static long drawn(Bench bench) {
        return bench.scene.getRoot().lookupAll(".chart-line").stream()
                .filter(Node::isVisible)
                .filter(node -> node instanceof Polyline)
                .count();
    }

    private static Bench opened(Theme theme, String page) {
        var bench = bench(theme);
        bench.show(Machines.busy());
        bench.click("nodes-tab-" + page);
        bench.see(() -> page.equals("nodes") || drawn(bench) > 0);
        return bench;
    }

    private static Bench bench(Theme theme) {
        return new Bench(theme, new Bench.Configured(), 1280, 1000, Optional.of(Machines.past()))
                .open(Place.NODES);
    }
}
