package io.lockstep.engine.replace;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.proxy.ListeningSocket;
import io.lockstep.engine.route.Owed;
import io.lockstep.engine.state.StateHandOver;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// The old engine's side of one hand-over. Until the new engine has acknowledged that it serves,
/// whatever goes wrong leaves the old one as it was.
final class HandOver {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NAMING = Duration.ofSeconds(10);
    private static final Duration TICK = Duration.ofMillis(100);

    private final Line line;
    private final Replaceable engine;
    private Optional<Owed> told = Optional.empty();

    HandOver(Line line, Replaceable engine) {
        this.line = line;
        this.engine = engine;
    }

    /// Returns when it failed, or when the new engine listens no more to what is in flight here.
    void run() {
        try {
            offer();
            if (given(engine.pause())) {
                part();
            }
        } catch (ProblemException e) {
            line.say(new Word.No(e.problem()));
        } catch (IOException e) {
            line.say(new Word.No(misunderstood(e)));
        } finally {
            line.close();
        }
    }

    private void offer() throws IOException {
        if (line.expect(Word.TakeOver.class, PATIENCE).v() != Word.VERSION) {
            throw new IOException("it speaks another version of the hand-over");
        }
        var sockets = engine.sockets();
        line.say(
                new Word.Offer(
                        Word.VERSION,
                        sockets.stream().map(HandOver::told).toList(),
                        engine.keeps()));
        line.expect(Word.Sockets.class, PATIENCE);
        sockets.forEach(socket -> line.send(socket.descriptor()));
        line.expect(Word.Prepared.class, PATIENCE);
    }

    private static Word.Socket told(ListeningSocket socket) {
        return new Word.Socket(socket.host(), socket.asked(), socket.bound());
    }

    /// Whether the new engine has acknowledged; otherwise this one goes on.
    private boolean given(String state) {
        try {
            line.say(new Word.State(state));
            line.expect(Word.Serving.class, PATIENCE);
            return true;
        } catch (IOException | RuntimeException e) {
            line.say(new Word.No(takenBack()));
            engine.resume();
            return false;
        }
    }

    /// The control channel stays until the new engine's bears its name, so that somebody answers at
    /// any moment.
    private void part() {
        engine.release();
        line.say(new Word.Yours());
        var there = named();
        engine.leave();
        try {
            while (there) {
                tell();
            }
        } catch (IOException e) {
            // Nobody listens any more to what is in flight here; it ends all the same.
            return;
        }
    }

    /// False when the new engine is gone or mute; what is in flight here ends all the same.
    private boolean named() {
        try {
            line.expect(Word.Named.class, NAMING);
            return true;
        } catch (IOException | ProblemException e) {
            return false;
        }
    }

    private void tell() throws IOException {
        var owed = Optional.of(engine.owed());
        if (!told.equals(owed)) {
            line.say(new Word.InFlight(owed.get()));
            told = owed;
        }
        if (line.hear(TICK).orElse(new Word.Named()) instanceof Word.Table(var text)) {
            engine.follow(StateHandOver.table(text));
        }
    }

    private static Problem takenBack() {
        return new Problem(
                "engine.takenBack",
                "The engine that was to be replaced has waited long enough and goes on itself.",
                "It serves on untouched.",
                "Look into the log of the new engine and try again.");
    }

    private static Problem misunderstood(IOException e) {
        return new Problem(
                "engine.handOver",
                "The two engines do not understand each other: %s.".formatted(e.getMessage()),
                "The running engine serves on untouched.",
                "Try again; if it stays so, quit the running engine and start the new one.");
    }
}
