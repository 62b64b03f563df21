package io.lockstep.app.rehearsal;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.ScopedHost;
import io.lockstep.app.rehearsal.RehearsalReport.Cleanup;
import io.lockstep.app.rehearsal.world.WorldProcess;
import io.lockstep.app.session.Session;
import io.lockstep.app.upgrade.CleanUpList.Kind;
import io.lockstep.app.upgrade.CleanUpRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One rehearsal of an upgrade, from setting the stage to striking it.
///
/// Everything that counts stands outside this process: the world in a process of its own, engine
/// and MLNodes in containers. Killed at any moment, it is begun again in the same folder and goes
/// on from what it sees.
public final class Rehearsal implements AutoCloseable {
    private final Path folder;
    private final RehearsalParts parts;
    private final ContainerHost host;
    private final Stage stage;
    private StageFile file;

    Rehearsal(Path folder, StageFile file, RehearsalParts parts) {
        this.folder = folder;
        this.file = file;
        this.parts = parts;
        this.host = ScopedHost.rehearsal(parts.hosts().apply(file.runtime()));
        this.stage = new Stage(host, parts.lines());
    }

    public Scene scene() {
        return file.scene();
    }

    /// `docker` or `processes`.
    public String runtime() {
        return file.runtime();
    }

    /// Plays the upgrade, strikes the stage and tells what it showed. Blocks until nothing is left.
    public RehearsalReport play(Audience audience) throws InterruptedException {
        if (file.verdict().isEmpty()) {
            file = file.with(act(audience));
            file.write(folder);
        }
        var verdict = file.verdict().orElseThrow();
        var freed = verdict.cleanup().bytesFreed() + stage.strike();
        var left = new ArrayList<>(stage.left());
        left.addAll(endWorld());
        StageFile.remove(folder);
        return verdict.struck(freed, left);
    }

    /// Removes all that stands and plays nothing.
    public void strike() throws InterruptedException {
        var _ = stage.strike();
        var _ = endWorld();
        StageFile.remove(folder);
    }

    @Override
    public void close() {
        host.close();
    }

    /// Whoever watches a rehearsal, in a window or a terminal.
    @FunctionalInterface
    public interface Audience {
        /// Returns at once; what it gives back is asked to leave before the stage is struck and may
        /// take its time.
        Leaving watch(Session session, RehearsalNetwork network);
    }

    /// How an audience leaves.
    @FunctionalInterface
    public interface Leaving {
        void leave() throws InterruptedException;
    }

    private RehearsalReport act(Audience audience) throws InterruptedException {
        var images = new StageImages(parts.archives(), scene().generation(), folder);
        try (var network = RehearsalNetwork.raise(folder, file, host, stage, images, parts);
                var session = network.session()) {
            var watching = audience.watch(session, network);
            session.intents().automatic(true);
            var end = UpgradeEnd.await(session.store());
            var traffic = network.world().finish(end.startedAt());
            watching.leave();
            return RehearsalReport.of(
                    file, end, traffic, removed(CleanUpRecord.newest(session.journal()).stream()));
        }
    }

    /// What the upgrade's own clean-up removed, and what goes with the stage.
    private Cleanup removed(Stream<CleanUpRecord> cleanUps) {
        var standing = stage.standing();
        var done = cleanUps.findFirst().orElse(new CleanUpRecord("", List.of()));
        return new Cleanup(
                joined(done.names(Kind.CONTAINER), standing.containers()),
                joined(done.names(Kind.IMAGE), standing.images()),
                standing.networks(),
                standing.volumes(),
                done.bytesFreed(),
                List.of());
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().sorted().toList();
    }

    private List<String> endWorld() throws InterruptedException {
        var found = WorldProcess.find(folder);
        if (found.isEmpty()) {
            return List.of();
        }
        try (var world = found.get()) {
            return world.end() ? List.of() : List.of("world of process " + world.pid());
        }
    }
}
