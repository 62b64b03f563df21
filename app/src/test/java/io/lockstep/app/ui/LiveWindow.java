package io.lockstep.app.ui;

import io.lockstep.app.testing.Eventually;
import io.lockstep.app.ui.parts.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;

/// The console's window on a real display: what can be read in it, and a hand on the keyboard.
public final class LiveWindow {
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private static final String[] SINGLE = {
        "status-height", "pill", "foot-engine", "foot-journal", "blocks-unit", "next-sentence"
    };

    private final Scene scene;

    private LiveWindow(Scene scene) {
        this.scene = scene;
    }

    /// The window that is shown, once there is one.
    public static Optional<LiveWindow> find() {
        try {
            return Fx.get(() ->
                    Window.getWindows().stream()
                            .filter(Window::isShowing)
                            .findFirst()
                            .map(window -> new LiveWindow(window.getScene())));
        } catch (IllegalStateException toolkitNotStarted) {
            return Optional.empty();
        }
    }

    /// What a person could read now, by name. What is not on the screen is left out.
    public Map<String, String> read() {
        return Fx.get(() -> {
            Map<String, String> facts = new LinkedHashMap<>();
            for (var id : SINGLE) {
                note(facts, id, "#" + id);
            }
            note(facts, "proposal", "#proposal-1");
            note(facts, "above", ".card-solid .card-title");
            note(facts, "below", ".card-dashed .card-title");
            note(facts, "results", "#next-evidence");
            note(facts, "since", "#since");
            note(facts, "goes", "#goes");
            note(facts, "palette", "#palette-list");
            find(".view").ifPresent(view -> facts.put("view", view.getId()));
            find("#steps").ifPresent(steps -> facts.put("done", done(steps)));
            return facts;
        });
    }

    private void note(Map<String, String> facts, String name, String selector) {
        find(selector).map(LiveWindow::texts).ifPresent(text -> facts.put(name, text));
    }

    private Optional<Node> find(String selector) {
        return scene.getRoot().lookupAll(selector).stream().filter(LiveWindow::shown).findFirst();
    }

    private static boolean shown(Node node) {
        return Stream.iterate(node, Objects::nonNull, Node::getParent).allMatch(Node::isVisible);
    }

    private static String texts(Node node) {
        return leaves(node).map(Labeled::getText).collect(Collectors.joining(" | "));
    }

    private static Stream<Labeled> leaves(Node node) {
        if (node instanceof Labeled words) {
            return Stream.of(words)
                    .filter(one -> one.getText() != null && !one.getText().isEmpty());
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream().flatMap(LiveWindow::leaves)
                : Stream.empty();
    }

    private static String done(Node steps) {
        return ((Parent) steps)
                .getChildrenUnmodifiable().stream()
                        .filter(ToggleButton.class::isInstance)
                        .filter(step -> step.getPseudoClassStates().contains(DONE))
                        .map(step -> step.getId().substring("step-".length()))
                        .collect(Collectors.joining(" "));
    }

    /// Goes to a view as a hand would.
    public void go(Place place) {
        chord(KeyCode.CONTROL, KeyCode.getKeyCode(Integer.toString(place.digit())));
    }

    public void openPalette() {
        chord(KeyCode.CONTROL, KeyCode.K);
    }

    /// Presses one key after the other.
    public void type(KeyCode... keys) {
        for (var key : keys) {
            Fx.run(() -> {
                var robot = new Robot();
                robot.keyPress(key);
                robot.keyRelease(key);
            });
        }
    }

    private static void chord(KeyCode held, KeyCode key) {
        Fx.run(() -> {
            var robot = new Robot();
            robot.keyPress(held);
            robot.keyPress(key);
            robot.keyRelease(key);
            robot.keyRelease(held);
        });
    }

    public void size(double width, double height) {
        Fx.run(() -> {
            var stage = (Stage) scene.getWindow();
            stage.setWidth(width);
            stage.setHeight(height);
        });
    }

    /// What the display shows where the window is, once the window has been drawn there.
    public void picture(Path file) {
        var image = Eventually.see(this::capture, LiveWindow::drawn);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ImageIO.write(Fx.copy(image), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Image capture() {
        return Fx.get(() -> {
            var window = scene.getWindow();
            var area =
                    new Rectangle2D(
                            window.getX(), window.getY(), window.getWidth(), window.getHeight());
            return new Robot().getScreenCapture(null, area);
        });
    }

    /// An empty display is black.
    private static boolean drawn(Image image) {
        return (image.getPixelReader().getArgb(2, 2) & 0xffffff) != 0;
    }

    public void close() {
        Fx.run(() -> scene.getWindow().hide());
    }
}
