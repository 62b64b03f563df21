package io.lockstep.app.ui;

import io.lockstep.app.ui.parts.Place;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Draws hosts, containers and a pull, in both looks, for eyes.
class ContainersPicturesTest {
    private static final Path FOLDER = Path.of("target", "screens");

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void everyPageOfAContainer(Theme theme) {
        var bench = new Bench(theme).window().open(Place.CONTAINERS);
        for (var i = 300; i > 0; i -= 2) {
            bench.show(
                    FleetScenes.with(
                            Scenes.armed(),
                            Scenes.NOW.minusSeconds(i > 120 && i < 180 ? 180 : i),
                            2.4 + Math.sin(i / 17.0) + i % 7 / 9.0));
        }
        picture(bench, "containers", theme);
        bench.click("container-stop");
        picture(bench, "containers-stop", theme);
        bench.click("container-keep");
        bench.click("container-page-ENVIRONMENT");
        picture(bench, "containers-environment", theme);
        bench.click("container-page-COMPARE");
        picture(bench, "containers-compare", theme);
        for (var i = 0; i < 40; i++) {
            bench.hands.log.add(
                    "2025-11-04T11:54:%02dZ INFO  api.app request %d took 41 ms"
                            .formatted(i % 60, i));
        }
        bench.hands.log.add("2025-11-04T11:54:59Z WARNING flashinfer: first import is slow");
        bench.hands.log.add(
                "2025-11-04T11:55:02Z ERROR vllm: out of pages, request 41 is put back");
        bench.click("container-page-LOG");
        bench.see(() -> bench.says("log-count", "42"));
        picture(bench, "containers-log", theme);
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void hostsWithoutContainers(Theme theme) {
        var bench = new Bench(theme).window().open(Place.CONTAINERS);
        bench.show(FleetScenes.of(FleetScenes.away()));
        Fx.run(() ->
                ((javafx.scene.control.ListView<?>) bench.node("fleet"))
                        .getSelectionModel()
                        .select(0));
        picture(bench, "containers-away", theme);
        bench.show(FleetScenes.of());
        picture(bench, "containers-none", theme);
        bench.close();
    }

    @Test
    void theSmallestWindow() {
        var bench =
                new Bench(Theme.DARK, new Bench.Configured(), 1024, 700)
                        .window()
                        .open(Place.CONTAINERS)
                        .show(FleetScenes.armed());
        picture(bench, "containers-smallest", Theme.DARK);
        bench.close();
    }

    private static void picture(Bench bench, String name, Theme theme) {
        Fx.picture(
                bench.scene,
                FOLDER.resolve(name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
    }
}
