package io.lockstep.app.cli;

import io.lockstep.app.ui.LiveWindow;
import io.lockstep.app.ui.parts.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javafx.scene.input.KeyCode;

/// Follows a rehearsal in its window from the first block to the clean-up, and keeps pictures.
final class WindowTour {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(40);
    private static final Duration SETTLED = Duration.ofMillis(700);

    private final LiveWindow window;
    private final Lookout lookout;
    private final Path screens;

    private WindowTour(LiveWindow window, Path log, Path screens) {
        this.window = window;
        this.lookout = new Lookout(window, log);
        this.screens = screens;
    }

    /// Waits for the window first.
    static void begin(Path log, Path screens) {
        var end = System.nanoTime() + LIMIT.toNanos();
        var found = LiveWindow.find();
        while (found.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
            found = LiveWindow.find();
        }
        found.ifPresent(window -> new WindowTour(window, log, screens).follow());
    }

    private void follow() {
        try {
            before();
            through();
            after();
            narrow();
        } finally {
            window.close();
        }
    }

    private void before() {
        until(
                "the first height",
                facts -> facts.getOrDefault("status-height", "").matches("\\d.*"));
        keep("quiet");
        until("voting", facts -> facts.getOrDefault("proposal", "").contains("voting"));
        keep("voting");
        until("the schedule", pill("Scheduled"));
        keep("scheduled");
        go(Place.UPGRADE);
        until("the work before", facts -> facts.getOrDefault("done", "").contains("PREFLIGHT"));
        keep("upgrade");
    }

    private void through() {
        until("armed", pill("Armed"));
        keep("upgrade-armed");
        open(Place.NODES);
        open(Place.GOVERNANCE);
        go(Place.OVERVIEW);
        keep("armed");
        until("the cutover", pill("Cutover"));
        keep("cutover");
        until("the swap", facts -> facts.getOrDefault("above", "").startsWith("Serving"));
        keep("after");
        go(Place.UPGRADE);
        until("the cutover done", facts -> facts.getOrDefault("done", "").contains("CUTOVER"));
        keep("settling");
    }

    private void after() {
        until("the end", facts -> facts.containsKey("goes") || pill("Nothing").test(facts));
        keep("clean-up");
        until("the end", pill("Nothing"));
        keep("upgrade-after");
        for (var place : Place.values()) {
            open(place, "-after");
        }
        window.openPalette();
        window.type(KeyCode.G, KeyCode.O, KeyCode.V);
        keep("palette");
        window.type(KeyCode.ENTER);
        until("governance by the palette", view("governance"));
    }

    private void narrow() {
        window.size(1024, 700);
        for (var place : Place.values()) {
            open(place, "-small");
        }
        go(Place.OVERVIEW);
        window.type(KeyCode.TAB, KeyCode.TAB, KeyCode.TAB);
        keep("focus");
    }

    private void open(Place place) {
        open(place, "");
    }

    private void open(Place place, String suffix) {
        go(place);
        keep(name(place) + suffix);
    }

    private void go(Place place) {
        window.go(place);
        until("the view", view(name(place)));
    }

    private static String name(Place place) {
        return place.name().toLowerCase(Locale.ROOT);
    }

    private static Predicate<Map<String, String>> view(String name) {
        return facts -> facts.getOrDefault("view", "").equals("view-" + name);
    }

    private static Predicate<Map<String, String>> pill(String word) {
        return facts -> facts.getOrDefault("pill", "").startsWith(word);
    }

    private void until(String what, Predicate<Map<String, String>> seen) {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (!seen.test(lookout.look())) {
            if (System.nanoTime() > end) {
                lookout.write("missed\t" + what);
                throw new IllegalStateException("not seen in time: " + what);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /// A picture once what moved has come to rest.
    private void keep(String name) {
        var end = System.nanoTime() + SETTLED.toNanos();
        while (System.nanoTime() < end) {
            var _ = lookout.look();
            LockSupport.parkNanos(LOOK.toNanos());
        }
        picture(name);
    }

    private void picture(String name) {
        window.picture(screens.resolve("window-" + name + ".png"));
    }
}
