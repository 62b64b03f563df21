package io.lockstep.app.fakes;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.DrainView;
import io.lockstep.engine.change.EngineChange;
import io.lockstep.engine.change.EnginePlan;
import io.lockstep.engine.change.EngineRoutes;
import io.lockstep.engine.change.GenerationRecord;
import io.lockstep.engine.control.EngineControl;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.cutover.GpuWord;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// An engine that routes nothing and remembers everything.
public final class FakeEngine implements EngineControl {
    private final BooleanSupplier running;
    private final Consumer<Optional<URI>> defaultChanged;
    private final Map<String, URI> upstreams = new TreeMap<>();
    private final Map<String, Long> open = new TreeMap<>();
    private final List<String> done = new ArrayList<>();
    private final List<GpuWord> words = new ArrayList<>();
    private Optional<String> defaultRoute = Optional.empty();
    private Optional<CutoverRecord> cutover = Optional.empty();
    private long generation;

    /// @param running whether the engine's container runs
    /// @param defaultChanged hears where the default route leads after each change
    public FakeEngine(BooleanSupplier running, Consumer<Optional<URI>> defaultChanged) {
        this.running = running;
        this.defaultChanged = defaultChanged;
    }

    public synchronized List<String> done() {
        return List.copyOf(done);
    }

    /// The height has come, and the cutover ends in that phase.
    public synchronized void ends(Phase phase) {
        var armed = cutover.orElseThrow().armed();
        cutover = Optional.of(record(armed, phase));
        if (phase == Phase.SERVING) {
            defaultRoute = Optional.of(armed.candidate());
        }
        changed("cutover " + phase);
    }

    /// So many requests are open on an upstream.
    public synchronized void inFlight(String version, long count) {
        open.put(version, count);
    }

    @Override
    public synchronized EngineStatus status() {
        if (!running.getAsBoolean()) {
            throw new ProblemException(
                    new Problem(
                            "engine.none",
                            "No engine runs.",
                            "Nothing was changed.",
                            "Start one."));
        }
        return new EngineStatus(
                "0",
                1,
                Instant.EPOCH,
                generation,
                List.of("0.0.0.0:8080"),
                upstreams.keySet().stream().map(v -> new EngineStatus.Route(v, v)).toList(),
                defaultRoute,
                upstreams.entrySet().stream()
                        .map(e ->
                                new EngineStatus.Upstream(
                                        e.getKey(),
                                        e.getValue(),
                                        open.getOrDefault(e.getKey(), 0L),
                                        0,
                                        0))
                        .toList(),
                new EngineStatus.Traffic(0, 0, 0, 0, 0, 0, 0, 0),
                Optional.empty(),
                cutover);
    }

    @Override
    public synchronized EngineStatus route(String version, URI upstream) {
        if (!upstream.equals(upstreams.put(version, upstream))) {
            changed("route " + version);
        }
        return status();
    }

    @Override
    public synchronized EngineStatus routeDefault(String version) {
        if (!upstreams.containsKey(version)) {
            throw refused("There is no upstream %s.".formatted(version));
        }
        if (defaultRoute.filter(version::equals).isEmpty()) {
            defaultRoute = Optional.of(version);
            changed("default " + version);
        }
        return status();
    }

    @Override
    public synchronized EngineStatus unroute(String version) {
        if (defaultRoute.filter(version::equals).isPresent()) {
            throw refused("The default route needs %s.".formatted(version));
        }
        if (upstreams.remove(version) != null) {
            changed("unroute " + version);
        }
        return status();
    }

    @Override
    public synchronized EngineStatus arm(ArmedCutover armed) {
        if (cutover.filter(known -> known.armed().id().equals(armed.id())).isEmpty()) {
            cutover = Optional.of(record(armed, Phase.ARMED));
            changed("arm " + armed.id());
            if (armed.late()) {
                ends(Phase.SERVING);
            }
        }
        return status();
    }

    /// What it was told about the GPUs.
    public synchronized List<GpuWord> words() {
        return List.copyOf(words);
    }

    @Override
    public synchronized EngineStatus gpu(GpuWord word) {
        words.add(word);
        return status();
    }

    @Override
    public synchronized EngineStatus disarm(String id) {
        if (cutover.filter(known -> known.phase() != Phase.ARMED).isPresent()) {
            throw refused("The cutover has begun.");
        }
        cutover = Optional.empty();
        changed("disarm " + id);
        return status();
    }

    @Override
    public EnginePlan plan(EngineChange change) {
        throw unused();
    }

    @Override
    public synchronized EngineStatus change(EngineChange change) {
        changed("change " + change.summary());
        return status();
    }

    @Override
    public EngineRoutes routes() {
        throw unused();
    }

    @Override
    public List<GenerationRecord> history() {
        throw unused();
    }

    @Override
    public EnginePlan planRollback(long to) {
        throw unused();
    }

    @Override
    public synchronized EngineStatus rollback(long to, boolean unchecked) {
        changed("roll back to %d%s".formatted(to, unchecked ? ", unchecked" : ""));
        return status();
    }

    @Override
    public DrainView drain(String version) {
        throw unused();
    }

    @Override
    public DrainView cut(String version) {
        throw unused();
    }

    @Override
    public void quit() {
        throw new UnsupportedOperationException("no act ends an engine");
    }

    @Override
    public void close() {}

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("no act changes an engine this way");
    }

    private void changed(String what) {
        generation++;
        done.add(what);
        defaultChanged.accept(
                defaultRoute.flatMap(name -> Optional.ofNullable(upstreams.get(name))));
    }

    private static CutoverRecord record(ArmedCutover armed, Phase phase) {
        return new CutoverRecord(
                armed,
                phase,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                12,
                1,
                0,
                0,
                0,
                0,
                Optional.empty(),
                List.of());
    }

    private static ProblemException refused(String what) {
        return new ProblemException(
                new Problem("engine.refused", what, "The routes stay.", "Look at the test."));
    }
}
