package io.lockstep.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.parts.Place;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Draws every view and every state, in both looks, into files that a person can look at.
///
/// Each picture has a console of its own: a scene without a window does not draw again what was
/// changed while it was not shown.
class PicturesTest {
    private static final Path FOLDER = Path.of("target", "screens");

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void everyStateOfTheOverviewAndTheUpgradeFitsTheWindow(Theme theme) {
        for (var state : states().entrySet()) {
            for (var place : List.of(Place.OVERVIEW, Place.UPGRADE)) {
                var bench = new Bench(theme).open(place);
                if (state.getKey().equals("quiet")) {
                    flow(bench);
                }
                bench.show(state.getValue());
                picture(bench, place, "-" + state.getKey(), theme);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void everyOtherViewFitsTheWindow(Theme theme) {
        for (var place : Place.values()) {
            picture(new Bench(theme).open(place).show(Scenes.armed()), place, "", theme);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSmallestWindowCutsNoSentence(Place place) {
        var bench = new Bench(Theme.LIGHT, new Bench.Configured(), 1024, 700);
        bench.open(place).show(Scenes.armed());

        var name = place.name().toLowerCase(Locale.ROOT) + "-small.png";
        Fx.picture(bench.scene, FOLDER.resolve(name));
        assertThat(cutTexts(bench)).isEmpty();
    }

    private static void flow(Bench bench) {
        for (var i = 240; i > 0; i--) {
            var at = Scenes.NOW.minusSeconds(i + 1L);
            bench.show(Scenes.rate(Scenes.quiet(), at, 36 + 6 * Math.sin(i / 20.0) + i % 7));
        }
    }

    private static Map<String, Snapshot> states() {
        Map<String, Snapshot> states = new LinkedHashMap<>();
        states.put("loading", Scenes.loading());
        states.put("unreachable", Scenes.unreachable());
        states.put("quiet", Scenes.quiet());
        states.put("ready", Scenes.ready());
        states.put("refused", Scenes.refused());
        states.put("working", Scenes.working());
        states.put("armed", Scenes.armed());
        states.put("stale", Scenes.stale());
        states.put("under-way", Scenes.underWay());
        states.put("fell-back", Scenes.fellBack());
        states.put("settling", Scenes.settling());
        states.put("clean-up", Scenes.cleanUp());
        return states;
    }

    private static void picture(Bench bench, Place place, String state, Theme theme) {
        var name = place.name().toLowerCase(Locale.ROOT) + state;
        var look = theme.name().toLowerCase(Locale.ROOT);
        Fx.picture(bench.scene, FOLDER.resolve(name + "-" + look + ".png"));

        assertThat(overflow(bench)).as("%s is higher than the window", name).isLessThan(1);
        assertThat(cutTexts(bench)).as("texts cut in %s", name).isEmpty();
    }

    private static double overflow(Bench bench) {
        return Fx.get(() -> {
            var scroll = (ScrollPane) bench.scene.getRoot().lookup(".view");
            return scroll.getContent().getLayoutBounds().getHeight()
                    - scroll.getViewportBounds().getHeight();
        });
    }

    /// Names of machines may be shortened, sentences, numbers and buttons may not.
    private static List<String> cutTexts(Bench bench) {
        return Fx.get(() ->
                bench
                        .scene
                        .getRoot()
                        .lookupAll(
                                ".button, .big-number, .headline, .pill, .rate,"
                                        + " .panel-title, .strip-label, .step-title")
                        .stream()
                        .filter(Node::isVisible)
                        .map(node -> (Labeled) node)
                        .filter(Labeled::isTextTruncated)
                        .map(Labeled::getText)
                        .toList());
    }
}
