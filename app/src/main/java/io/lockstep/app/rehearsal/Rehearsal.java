package io.lockstep.app.rehearsal;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.rehearsal.RehearsalReport.Cleanup;
import io.lockstep.app.rehearsal.world.WorldProcess;
import io.lockstep.app.session.Session;
import io.lockstep.app.upgrade.CleanUpList.Kind;
import io.lockstep.app.upgrade.CleanUpRecord;
import io.lockstep.app.upgrade.ConsoleLock;
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
    private final ConsoleLock lock;
    private final Stage stage;
    private StageFile file;

    /// @param host already narrowed to what rehearsals make; closed with this
    /// @param lock the right to play in the folder; given back with this
    Rehearsal(
            Path folder,
            StageFile file,
            RehearsalParts parts,
            ContainerHost host,
            ConsoleLock lock) {
        this.folder = folder;
        this.file = file;
        this.parts = parts;
        this.host = host;
        this.lock = lock;
        this.stage = new Stage(host, parts.lines());
    }

    public Scene scene() {
        return file.scene();
    }

    /// `docker` or `processes`.
    public String runtime() {
        return file.runtime();
    }

    /// Plays the upgrade, strikes the stage and tells what it showed. Blocks until nothing is left,
    /// and tells the same again until it is said to be over.
    public RehearsalReport play(Audience audience) throws InterruptedException {
        if (file.verdict().isEmpty()) {
            keep(act(audience));
        }
        stage.strike(bytes -> keep(verdict().freeing(bytes)));
        var left = new ArrayList<>(stage.left());
        left.addAll(endWorld());
        return verdict().leaving(left);
    }

    /// Its report has arrived: only its journal is kept.
    public void over() {
        scene().played().candidates().forEach(images()::withdraw);
        StageFile.remove(folder);
    }

    /// Whether it is to be gone on with.
    public boolean stands() {
        return StageFile.read(folder).isPresent();
    }

    /// Removes all that stands and plays nothing.
    public void strike() throws InterruptedException {
        stage.strike(_ -> {});
        var _ = endWorld();
        over();
    }

    @Override
    public void close() {
        host.close();
        lock.close();
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
        try (var network = raise();
                var session = network.session()) {
            var watching = audience.watch(session, network);
            session.intents().automatic(true);
            var end =
                    scene().played().cutsOver()
                            ? UpgradeEnd.await(session.store())
                            : UpgradeEnd.without(session.store(), network.world());
            var traffic = network.world().finish(end.startedAt());
            watching.leave();
            traffic.failures().forEach(failure -> parts.lines().accept(failure.sentence()));
            return RehearsalReport.of(
                    file, end, traffic, removed(CleanUpRecord.newest(session.journal()).stream()));
        }
    }

    private RehearsalNetwork raise() throws InterruptedException {
        try {
            return RehearsalNetwork.raise(folder, file, host, stage, images(), parts);
        } catch (RuntimeException e) {
            takeBack(e);
            throw e;
        }
    }

    /// Half a stage is of no use to anybody; one that traffic flows on stays.
    private void takeBack(RuntimeException why) throws InterruptedException {
        try {
            if (!begun()) {
                strike();
                parts.lines().accept("What was set up for the rehearsal is removed again");
            }
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    private boolean begun() {
        var found = WorldProcess.find(folder);
        if (found.isEmpty()) {
            return false;
        }
        try (var world = found.get()) {
            return world.facts().begun();
        }
    }

    private StageImages images() {
        return new StageImages(parts.archives(), scene().generation(), folder);
    }

    private RehearsalReport verdict() {
        return file.verdict().orElseThrow();
    }

    private void keep(RehearsalReport verdict) {
        file = file.with(verdict);
        file.write(folder);
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
