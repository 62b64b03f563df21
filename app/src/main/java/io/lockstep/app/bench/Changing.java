package io.lockstep.app.bench;

import io.lockstep.engine.control.EngineClient;
import io.lockstep.engine.control.UnixSocketTransport;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// Sends the engine's requests to one upstream and the other in turn, a generation each time.
final class Changing implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(100);

    private final AtomicBoolean ending = new AtomicBoolean();
    private final EngineClient engine;
    private final BenchStage.Backend backend;
    private final long first;
    private final Thread thread;

    private Changing(EngineClient engine, BenchStage.Backend backend) {
        this.engine = engine;
        this.backend = backend;
        this.first = engine.status().generation();
        this.thread = Thread.ofPlatform().name("change generations").unstarted(this::change);
    }

    static Changing begin(Running running, BenchStage.Backend backend) {
        var control = Commands.control(running.folder());
        var changing = new Changing(EngineClient.over(new UnixSocketTransport(control)), backend);
        changing.thread.start();
        return changing;
    }

    private void change() {
        var port = backend.other();
        while (!ending.get()) {
            var _ = engine.route("v0.1.0", URI.create("http://127.0.0.1:" + port));
            port = port == backend.port() ? backend.other() : backend.port();
            Pause.of(PACE);
        }
    }

    long generations() {
        return engine.status().generation() - first;
    }

    @Override
    public void close() {
        ending.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        engine.close();
    }
}
