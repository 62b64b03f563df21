package io.lockstep.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.samples.Charts;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.FirstRun.Finding;
import io.lockstep.app.ui.FirstRun.Form;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Place;
import io.lockstep.app.upgrade.Intents;
import io.lockstep.app.upgrade.StepName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// A console without a window: it shows what it is given and records what it is asked for.
final class Bench {
    final List<String> asked = new ArrayList<>();
    final List<String> copied = new ArrayList<>();
    Optional<Path> chosen = Optional.empty();
    final FakeDesk desk = new FakeDesk();
    final FakeHands hands = new FakeHands();
    final ConsoleFrame frame;
    final Scene scene;

    Bench(Theme theme) {
        this(theme, new Configured());
    }

    Bench(Theme theme, FirstRun firstRun) {
        this(theme, firstRun, 1280, 800);
    }

    Bench(Theme theme, FirstRun firstRun, double width, double height) {
        this(theme, firstRun, width, height, Optional.empty());
    }

    /// @param charts of the samples, where there are any
    Bench(Theme theme, FirstRun firstRun, double width, double height, Optional<Charts> charts) {
        var context =
                new ConsoleContext(
                        ZoneId.of("Europe/Berlin"),
                        Clock.fixed(Scenes.NOW, ZoneId.of("UTC")),
                        theme,
                        chosen -> asked.add("theme " + chosen),
                        true,
                        firstRun,
                        Optional.of(() -> desk),
                        Optional.of(() -> hands),
                        charts);
        frame =
                Fx.get(() ->
                        new ConsoleFrame(intents(), context, Fx::run, copied::add, () -> chosen));
        scene =
                Fx.get(() -> {
                    var dressed = new Scene(frame.root(), width, height);
                    Look.dress(dressed, theme);
                    frame.keys(dressed);
                    return dressed;
                });
    }

    /// Puts it into a window: only there is drawn again what changes.
    Bench window() {
        Fx.run(() -> {
            var stage = new Stage();
            stage.setScene(scene);
            stage.show();
        });
        return this;
    }

    void close() {
        Fx.run(() -> scene.getWindow().hide());
    }

    Bench show(Snapshot snapshot) {
        Fx.run(() -> {
            frame.render(snapshot);
            layout();
        });
        return this;
    }

    Bench open(Place place) {
        Fx.run(() -> {
            frame.go(place);
            layout();
        });
        return this;
    }

    void click(String id) {
        Fx.run(() -> {
            ((ButtonBase) node(id)).fire();
            layout();
        });
    }

    /// Puts a text into a field, or a line into what a person may type in.
    void enter(String id, String text) {
        Fx.run(() -> {
            if (node(id) instanceof ComboBoxBase<?>) {
                ((ComboBox<?>) node(id)).getEditor().setText(text);
            } else {
                ((TextInputControl) node(id)).setText(text);
            }
            layout();
        });
    }

    /// Types into whatever has no text to be read.
    void type(String id, String text) {
        Fx.run(() -> {
            for (int i = 0; i < text.length(); i++) {
                Event.fireEvent(
                        node(id),
                        new KeyEvent(
                                KeyEvent.KEY_TYPED,
                                text.substring(i, i + 1),
                                "",
                                KeyCode.UNDEFINED,
                                false,
                                false,
                                false,
                                false));
            }
            layout();
        });
    }

    /// Asks for something as a button of a view does.
    Bench want(Deck.Wanted wanted) {
        Fx.run(() -> {
            frame.act(wanted);
            layout();
        });
        return this;
    }

    /// Until it is so on the screen; what is done in the background comes when it comes.
    void see(BooleanSupplier condition) {
        assertThat(
                        Waiting.until(() ->
                                Fx.get(() -> {
                                    layout();
                                    return condition.getAsBoolean();
                                })))
                .isTrue();
    }

    /// Whether that text stands there now; for conditions on the JavaFX thread.
    boolean says(String id, String part) {
        var found = scene.lookup("#" + id);
        return found instanceof Labeled label
                && label.isVisible()
                && label.getText().contains(part);
    }

    String text(String id) {
        return Fx.get(() -> ((Labeled) node(id)).getText());
    }

    boolean shown(String id) {
        return Fx.get(() -> {
            var found = scene.lookup("#" + id);
            return found != null && visible(found);
        });
    }

    /// Every text that is to be seen.
    List<String> texts() {
        return Fx.get(() ->
                scene.getRoot().lookupAll(".label").stream()
                        .filter(Bench::visible)
                        .map(node -> ((Labeled) node).getText())
                        .filter(text -> text != null && !text.isEmpty())
                        .toList());
    }

    Node node(String id) {
        var found = scene.lookup("#" + id);
        if (found == null) {
            throw new AssertionError("nothing is called " + id);
        }
        return found;
    }

    private static boolean visible(@Nullable Node node) {
        for (var each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    void layout() {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
    }

    private Intents intents() {
        return new Intents() {
            @Override
            public void carryOut(StepName step) {
                asked.add("carry out " + step);
            }

            @Override
            public void automatic(boolean on) {
                asked.add("automatic " + on);
            }

            @Override
            public void disarm() {
                asked.add("disarm");
            }

            @Override
            public void rollBack() {
                asked.add("roll back");
            }

            @Override
            public void cancelPull() {
                asked.add("cancel the pull");
            }

            @Override
            public void override(String check, String reason) {
                asked.add("override %s: %s".formatted(check, reason));
            }

            @Override
            public void survey() {
                asked.add("survey");
            }

            @Override
            public void cleanUp(Set<String> ticked) {
                asked.add("clean up " + new TreeSet<>(ticked));
            }

            @Override
            public void shelve(String image, Duration age) {
                asked.add("shelve %s for %d days".formatted(image, age.toDays()));
            }

            @Override
            public void unshelve(String image) {
                asked.add("unshelve " + image);
            }
        };
    }

    /// Addresses are there and each of them answers.
    static final class Configured implements FirstRun {
        @Override
        public Form current() {
            return new Form(
                    List.of("http://node-a:26657", "http://node-b:26657"),
                    "http://node-a:8000/chain-api/",
                    "http://127.0.0.1:9200",
                    "");
        }

        @Override
        public List<Finding> check(Form form) {
            return form.rpcs().stream()
                    .map(rpc -> new Finding(Field.RPC, rpc, true, "gonka-mainnet at 1 249 312"))
                    .toList();
        }

        @Override
        public void save(Form form) {}
    }
}
