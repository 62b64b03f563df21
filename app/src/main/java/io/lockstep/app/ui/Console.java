package io.lockstep.app.ui;

import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.snapshot.Store;
import io.lockstep.app.upgrade.Intents;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import javafx.util.Duration;

/// The window of the console. Closing it ends the console and nothing else: no request passes
/// through here.
public final class Console {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double MIN_WIDTH = 1024;
    private static final double MIN_HEIGHT = 700;

    private Console() {}

    /// Opens the window and returns when it was closed. May be called once in a process.
    public static void open(Store store, Intents intents, ConsoleContext context)
            throws InterruptedException {
        var closed = new CountDownLatch(1);
        Platform.setImplicitExit(false);
        Platform.startup(() -> show(store, intents, context, closed));
        closed.await();
        Platform.exit();
    }

    private static void show(
            Store store, Intents intents, ConsoleContext context, CountDownLatch closed) {
        Executor fxThread = Platform::runLater;
        var stage = new Stage();
        var frame = new ConsoleFrame(intents, context, fxThread, Console::copy, () -> pick(stage));
        var scene = new Scene(frame.root(), WIDTH, HEIGHT);
        Look.dress(scene, context.theme());
        frame.keys(scene);
        var clock = new Timeline(new KeyFrame(Duration.seconds(1), _ -> frame.tick()));
        clock.setCycleCount(Animation.INDEFINITE);
        var subscription = store.subscribe(new Latest<Snapshot>(fxThread, frame::render));
        stage.setTitle("Lockstep");
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.setScene(scene);
        stage.setOnHidden(_ -> {
            clock.stop();
            subscription.close();
            closed.countDown();
        });
        clock.play();
        stage.show();
    }

    private static Optional<Path> pick(Stage stage) {
        return Optional.ofNullable(new FileChooser().showOpenDialog(stage)).map(File::toPath);
    }

    private static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
