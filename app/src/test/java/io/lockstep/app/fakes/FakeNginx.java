package io.lockstep.app.fakes;

import io.lockstep.app.containers.NginxContainer;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// An nginx of one file that is content with everything.
public final class FakeNginx implements NginxContainer {
    private static final String PATH = "/etc/nginx/nginx.conf";

    private final String name;
    private final List<Neighbour> neighbours;
    private volatile String text = "";
    private volatile boolean failing;
    private final AtomicInteger open = new AtomicInteger();

    public FakeNginx(String name, Neighbour... neighbours) {
        this.name = name;
        this.neighbours = List.of(neighbours);
    }

    public void says(String file) {
        text = file;
    }

    public void fails() {
        failing = true;
    }

    /// Somebody has it, who is to close it.
    NginxContainer opened() {
        open.incrementAndGet();
        return this;
    }

    public int open() {
        return open.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, String> labels() {
        return Map.of();
    }

    @Override
    public Map<String, String> files() {
        if (failing) {
            throw new ProblemException(
                    new Problem("front.hangs", "It does not answer.", "It serves.", "Look at it."));
        }
        return Map.of(PATH, text);
    }

    @Override
    public Optional<String> test(Map<String, String> files) {
        return Optional.empty();
    }

    @Override
    public void write(String path, String file) {
        text = file;
    }

    @Override
    public void reload() {}

    @Override
    public Optional<URI> reached(int port) {
        return Optional.empty();
    }

    @Override
    public List<Neighbour> neighbours() {
        return neighbours;
    }

    @Override
    public void close() {
        open.decrementAndGet();
    }
}
