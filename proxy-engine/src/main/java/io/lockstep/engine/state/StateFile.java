package io.lockstep.engine.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import io.lockstep.engine.change.Generations;
import io.lockstep.engine.change.History;
import io.lockstep.engine.change.History.Why;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.route.RoutingTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// The routing table with its history, and the cutover, on disk. Whoever writes returns once the
/// bytes are on the device; an engine killed at any instant finds the older or the newer state,
/// never a mixture.
///
/// Safe on any thread. Writing waits for the device, so it has no place on an event loop; reading
/// does not.
public final class StateFile implements Generations {
    private static final String NAME = "engine.json";

    private final Path folder;
    private final Disk disk;
    private final Clock clock = Clock.systemUTC();
    private final Optional<Problem> problem;
    private volatile EngineState state;
    private final StateText text = new StateText();
    private boolean frozen;

    private StateFile(Path folder, Disk disk, EngineState state, Optional<Problem> problem) {
        this.folder = folder;
        this.disk = disk;
        this.state = state;
        this.problem = problem;
    }

    /// Reads what was kept in that folder, which is made when it is missing.
    public static StateFile in(Path folder) {
        return in(folder, Disk.real());
    }

    /// As [#in(Path)], on a disk of the caller's choice.
    public static StateFile in(Path folder, Disk disk) {
        try {
            Files.createDirectories(folder);
            var file = folder.resolve(NAME);
            return Files.exists(file)
                    ? read(folder, file, disk)
                    : new StateFile(folder, disk, EngineState.nothing(), Optional.empty());
        } catch (IOException e) {
            throw new ProblemException(unusable(folder, e), e);
        }
    }

    /// The table that an engine would find in that folder. Nothing is made, moved or written.
    public static Optional<RoutingTable> peek(Path folder) {
        var file = folder.resolve(NAME);
        try {
            if (Files.exists(folder) && !(Files.isDirectory(folder) && Files.isWritable(folder))) {
                throw new ProblemException(
                        unusable(
                                folder, new IOException("it is no folder that can be written to")));
            }
            return Files.exists(file)
                    ? StateText.read(Files.readAllBytes(file)).table()
                    : Optional.empty();
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "engine.stateUnreadable",
                            "--state %s: the saved state cannot be used: %s."
                                    .formatted(folder, Reason.of(e)),
                            "It was not touched.",
                            "An engine would put it aside and start without it."),
                    e);
        }
    }

    /// What another engine kept in that folder, as its [#freeze] gave it; nothing is read or
    /// written. Refused when the folder holds something else.
    public static StateFile handed(Path folder, String text) {
        try {
            var file = folder.resolve(NAME);
            if (Files.exists(file) && !Files.readString(file).equals(text)) {
                throw new ProblemException(holdsOther(folder));
            }
            var state = StateText.read(text.getBytes(UTF_8));
            return new StateFile(folder, Disk.real(), state, Optional.empty());
        } catch (IOException e) {
            throw new ProblemException(unusable(folder, e), e);
        }
    }

    /// Writes nothing more, refusing whoever asks, and returns all that is kept.
    public synchronized String freeze() {
        frozen = true;
        return new String(StateText.write(state), UTF_8);
    }

    /// Writes again.
    public synchronized void thaw() {
        frozen = false;
    }

    /// Writes what is kept once more.
    public void write() {
        write(now -> now);
    }

    private static StateFile read(Path folder, Path file, Disk disk) throws IOException {
        var bytes = Files.readAllBytes(file);
        try {
            return new StateFile(folder, disk, StateText.read(bytes), Optional.empty());
        } catch (IOException e) {
            var aside = free(folder);
            disk.move(file, aside);
            disk.sync(folder);
            return new StateFile(
                    folder, disk, EngineState.nothing(), Optional.of(unreadable(aside, e)));
        }
    }

    /// What was wrong with the file found at the start; that file lies beside under another name.
    public Optional<Problem> problem() {
        return problem;
    }

    public Optional<RoutingTable> table() {
        return state.table();
    }

    public Optional<CutoverRecord> cutover() {
        return state.cutover();
    }

    @Override
    public History history() {
        return state.history();
    }

    @Override
    public void keep(RoutingTable table, Why why) {
        var at = clock.instant();
        write(now -> now.with(table, why, at));
    }

    public void cutover(CutoverRecord cutover) {
        write(now -> now.with(cutover));
    }

    /// Writes both at once, the table as a generation of the cutover: neither is ever on disk
    /// without the other.
    public void write(RoutingTable table, CutoverRecord cutover) {
        var why =
                Why.cutover(
                        "cutover %s, %s"
                                .formatted(
                                        cutover.armed().id(),
                                        cutover.phase().name().toLowerCase(Locale.ROOT))
                                .replace('_', ' '),
                        cutover.over());
        var at = clock.instant();
        write(now -> now.with(table, why, at).with(cutover));
    }

    public void withoutCutover() {
        write(EngineState::withoutCutover);
    }

    private synchronized void write(UnaryOperator<EngineState> change) {
        if (frozen) {
            throw new ProblemException(Frozen.problem());
        }
        var next = change.apply(state);
        var aside = folder.resolve(NAME + ".new");
        try {
            disk.write(aside, text.next(next));
            disk.move(aside, folder.resolve(NAME));
            disk.sync(folder);
        } catch (IOException e) {
            throw new ProblemException(unwritable(folder, e), e);
        }
        state = next;
    }

    private static Path free(Path folder) {
        return IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> folder.resolve(NAME + ".unreadable-" + n))
                .filter(path -> !Files.exists(path))
                .findFirst()
                .orElseThrow();
    }

    private static Problem unreadable(Path aside, IOException e) {
        return new Problem(
                "engine.stateUnreadable",
                "The saved state of the engine cannot be used: %s.".formatted(e.getMessage()),
                "It was kept as %s; the engine starts with no saved routes and nothing armed."
                        .formatted(aside),
                "Check the routes, and arm the cutover again if one was armed.");
    }

    private static Problem holdsOther(Path folder) {
        return new Problem(
                "engine.stateOther",
                "The state folder %s holds something else than the running engine keeps."
                        .formatted(folder),
                "The running engine serves on untouched.",
                "Name the folder of the running engine with --state, or an empty one.");
    }

    static Problem unusable(Path folder, IOException e) {
        return new Problem(
                "engine.stateFolder",
                "The state folder %s cannot be used: %s.".formatted(folder, Reason.of(e)),
                "The engine was not started.",
                "Check the path and its permissions.");
    }

    private static Problem unwritable(Path folder, IOException e) {
        return new Problem(
                "engine.stateUnwritable",
                "The state could not be written to %s: %s.".formatted(folder, Reason.of(e)),
                "What was kept before still stands.",
                "Check space and permissions of that folder.");
    }
}
