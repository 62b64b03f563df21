package io.lockstep.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.PullView;
import io.lockstep.app.containers.PullView.Layer;
import io.lockstep.app.containers.PullView.Phase;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.parts.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an operator sees of a pull while it goes on.
class PullConsoleTest {

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void aPullTellsBytesSpeedTimeRoomAndItsLayersAndCanBeCancelled(Theme theme) {
        var bench = new Bench(theme).window().open(Place.UPGRADE).show(pulling());
        Fx.picture(
                bench.scene,
                Path.of(
                        "target",
                        "screens",
                        "upgrade-pull-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));

        assertThat(bench.text("pull-figure")).isEqualTo("6.6\u00a0GB of 18.4\u00a0GB");
        assertThat(bench.text("pull-pace")).isEqualTo("48\u00a0MB/s, 4\u00a0m\u00a006\u00a0s left");
        assertThat(bench.text("pull-room"))
                .startsWith("Needs 40.5\u00a0GB on the disk; 812.0\u00a0GB were free");
        assertThat(bench.texts())
                .contains("c00000000005", "1.2\u00a0GB of 2.3\u00a0GB", "unpacking")
                .contains("and 3 more to come", "5 layers done");
        bench.click("pull-cancel");
        assertThat(bench.asked).containsExactly("cancel the pull");

        bench.show(Scenes.ready());
        assertThat(bench.shown("pull")).isFalse();
        bench.close();
    }

    private static Snapshot pulling() {
        List<Layer> layers = new ArrayList<>();
        for (var i = 0; i < 16; i++) {
            var phase = i < 5 ? Phase.DONE : i < 8 ? Phase.LOADING : Phase.WAITING;
            layers.add(
                    new Layer(
                            "c%011d".formatted(i),
                            i < 5
                                    ? 400_000_000L
                                    : i < 7 ? 1_150_000_000L : i < 8 ? 2_300_000_000L : 0,
                            i < 5 ? 400_000_000L : i < 9 ? 2_300_000_000L : 1_028_571_428L,
                            i == 7 ? Phase.UNPACKING : phase));
        }
        var view =
                new PullView(
                        layers,
                        OptionalLong.of(48_000_000),
                        Optional.of(Duration.ofSeconds(246)),
                        Optional.of(
                                new PullView.Room(
                                        40_480_000_000L, OptionalLong.of(812_000_000_000L))));
        var ready = Scenes.pulling();
        var upgrade = ready.upgrade();
        return ready.withUpgrade(
                Scenes.NOW,
                new Snapshot.Upgrade(
                        upgrade.plan(),
                        upgrade.cleanUp(),
                        upgrade.journal(),
                        false,
                        List.of(),
                        Optional.of(view)));
    }
}
