package io.lockstep.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.ui.parts.Place;
import io.lockstep.chain.problem.Problem;
import io.lockstep.engine.control.EngineStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an operator reads of the engine, and how its table is changed from here.
class ProxyConsoleTest {
    private static final Problem UNHEALTHY =
            new Problem(
                    "change.unhealthy",
                    "v3.0.12 would get new requests, and it refuses connections.",
                    "Generation 15 stays in force.",
                    "Start it, then ask again.");
    private final Bench bench = new Bench(Theme.LIGHT).window().open(Place.PROXY);

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void everyVersionStandsThereWithWhatItTakesAndWhoAsksForIt() {
        bench.show(Scenes.armed());

        assertThat(bench.texts())
                .contains("/  /v3.0.8/", "/v3.0.10/", "http://lockstep-mlnode-v3.0.8:8080")
                .contains("1\u202f203\u202f347 times, 2\u00a0s ago", "never");
        assertThat(bench.text("prefix-use"))
                .startsWith("Work comes in under /v3.0.8, the last 2\u00a0s ago.")
                .endsWith("/v3.0.12, 14 times; the default took these.");
    }

    @Test
    void aPrefixThatIsHeldOrRefusedIsNamed() {
        bench.show(Scenes.armed());
        assertThat(bench.shown("prefix-kept")).isFalse();

        bench.show(
                Scenes.routed(
                        new EngineStatus.Route(
                                "v3.0.8",
                                "v3.0.10",
                                Optional.of("waits for v3.0.10, at most 30 s")),
                        new EngineStatus.Route(
                                "v3.0.9",
                                "",
                                Optional.of("is refused, to be tried again after 5 s"))));

        assertThat(bench.text("prefix-kept"))
                .isEqualTo(
                        "What comes in under /v3.0.8/ waits for v3.0.10, at most 30 s."
                                + " What comes in under /v3.0.9/ is refused, to be tried again"
                                + " after 5 s.");
    }

    @Test
    void aChartWithoutSamplesSaysSo() {
        bench.show(Scenes.armed());

        assertThat(bench.texts()).contains("Drawn as samples come in.");
    }

    @Test
    void oneGoesBackByNumberOnlyAfterItsDryRun() {
        bench.show(Scenes.settling());
        assertThat(bench.node("generation-back").isDisabled()).isTrue();

        Fx.run(() -> generations().getSelectionModel().select(2));
        assertThat(bench.text("generation-back")).isEqualTo("Go back to 13…");
        bench.click("generation-back");
        bench.see(() -> bench.says("change-confirm", "Put in force as 16"));
        assertThat(bench.texts())
                .contains(
                        "Go back to generation 13", "upstream v3.0.12 at", "http://mlnode-312:8080")
                .contains("/v3.0.8/", "goes to v3.0.8 (was: goes to v3.0.10)");
        assertThat(bench.hands.asked).containsExactly("plan back to 13");

        bench.click("change-confirm");
        bench.see(() -> bench.says("proxy-outcome", "Generation 16 is in force."));
        assertThat(bench.hands.asked).containsExactly("plan back to 13", "back to 13");
        assertThat(bench.shown("change-pane")).isFalse();
    }

    @Test
    void aStepOfACutoverCannotBeGoneBackTo() {
        bench.show(Scenes.settling());
        Fx.run(() -> generations().getSelectionModel().select(0));

        assertThat(bench.node("generation-back").isDisabled()).isTrue();
    }

    @Test
    void editsAreTriedDryOneByOneAndComeInForceTogether() {
        bench.show(Scenes.armed());
        bench.click("change-routes");
        assertThat(bench.node("edit-add").isDisabled()).isTrue();

        kind("UPSTREAM");
        bench.enter("edit-first", "v3.0.12");
        bench.enter("edit-second", "not an address");
        assertThat(bench.node("edit-add").isDisabled()).isTrue();
        bench.enter("edit-second", "mlnode-312:8080");
        bench.click("edit-add");
        kind("DEFAULT");
        bench.enter("edit-first", "v3.0.12");
        bench.click("edit-add");
        bench.see(() -> !bench.node("change-confirm").isDisabled());
        bench.click("change-confirm");
        bench.see(() -> bench.says("proxy-outcome", "Generation 16"));

        var both = "upstream v3.0.12=http://mlnode-312:8080, default v3.0.12";
        assertThat(bench.hands.asked)
                .contains("plan upstream v3.0.12=http://mlnode-312:8080", "plan " + both)
                .last()
                .isEqualTo("change " + both);
    }

    @Test
    void whatTheDryRunRefusesCannotBePutInForce() {
        bench.hands.plan = FakeHands.plan(Optional.of(UNHEALTHY));
        bench.show(Scenes.armed());
        bench.click("change-routes");
        kind("DEFAULT");
        bench.enter("edit-first", "v3.0.12");
        bench.click("edit-add");

        bench.see(() -> bench.says("change-outcome", "Start it, then ask again."));
        assertThat(bench.node("change-confirm").isDisabled()).isTrue();
        bench.click("change-leave");
        assertThat(bench.shown("generations")).isTrue();
    }

    @Test
    void withoutAnEngineItSaysWhatWillStandHereAndOffersTheWay() {
        bench.show(
                Scenes.loading()
                        .withProxy(
                                Scenes.NOW,
                                new Reading.Failed<>(
                                        new Problem(
                                                "engine.none",
                                                "No proxy engine runs on this host.",
                                                "Nothing was changed.",
                                                "The upgrade's front step starts one."),
                                        Scenes.NOW)));

        assertThat(bench.text("proxy-away")).startsWith("No proxy engine runs on this host.");
        bench.click("proxy-remedy");
        assertThat(bench.shown("view-upgrade")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void pictures(Theme theme) {
        var own = new Bench(theme).window().open(Place.PROXY).show(Scenes.settling());
        picture(own, "proxy-serving", theme);
        Fx.run(() -> ((ListView<?>) own.node("generations")).getSelectionModel().select(2));
        own.click("generation-back");
        own.see(() -> own.says("change-confirm", "16"));
        picture(own, "proxy-back", theme);
        own.click("change-leave");
        own.click("change-routes");
        own.enter("edit-first", "v3.0.12");
        own.enter("edit-second", "v3.0.10");
        own.click("edit-add");
        own.see(() -> own.says("change-confirm", "16"));
        picture(own, "proxy-change", theme);
        own.show(Scenes.loading());
        picture(own, "proxy-none", theme);
        own.close();
    }

    private static void picture(Bench bench, String name, Theme theme) {
        Fx.picture(
                bench.scene,
                Path.of(
                        "target",
                        "screens",
                        name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
    }

    private void kind(String name) {
        Fx.run(() -> {
            var box = (javafx.scene.control.ComboBox<?>) bench.node("edit-kind");
            List<?> items = box.getItems();
            for (var i = 0; i < items.size(); i++) {
                if (String.valueOf(items.get(i)).equals(name)) {
                    box.getSelectionModel().select(i);
                }
            }
            bench.layout();
        });
    }

    private ListView<?> generations() {
        return (ListView<?>) bench.node("generations");
    }
}
