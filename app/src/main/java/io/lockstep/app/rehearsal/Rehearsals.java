package io.lockstep.app.rehearsal;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.settings.Folders;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;

/// The rehearsals of this machine: the one that was not ended, or a new one. Each has a folder of
/// its own, so that its journal can be read afterwards.
public final class Rehearsals {
    public static final String DOCKER = "docker";
    public static final String PROCESSES = "processes";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path root;
    private final RehearsalParts parts;
    private final Clock clock;

    public Rehearsals(Folders folders, RehearsalParts parts, Clock clock) {
        this.root = folders.data().resolve("rehearsals");
        this.parts = parts;
        this.clock = clock;
    }

    /// The rehearsal whose stage still stands; only one can stand on a machine.
    public Optional<Rehearsal> unfinished() {
        if (!Files.isDirectory(root)) {
            return Optional.empty();
        }
        try (var folders = Files.list(root)) {
            return folders.sorted(Comparator.reverseOrder())
                    .filter(folder -> StageFile.read(folder).isPresent())
                    .findFirst()
                    .map(this::open);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A new one, with nothing standing yet. A runtime that does not answer is told before anything
    /// is written, since a rehearsal that cannot be raised could not be struck either.
    public Rehearsal begin(Scene scene, String runtime) {
        parts.hosts().apply(runtime).close();
        var folder = root.resolve(NAME.format(clock.instant()));
        new StageFile(scene, runtime, freePort(), freePort(), Optional.empty()).write(folder);
        return open(folder);
    }

    /// Docker where an engine answers; otherwise the problem why not is given to `instead`.
    public String runtime(Consumer<Problem> instead) {
        try (ContainerHost _ = parts.hosts().apply(DOCKER)) {
            return DOCKER;
        } catch (ProblemException e) {
            instead.accept(e.problem());
            return PROCESSES;
        }
    }

    private Rehearsal open(Path folder) {
        return new Rehearsal(folder, StageFile.read(folder).orElseThrow(), parts);
    }

    /// Chosen beforehand, so that the addresses stay when the engine's container is made again.
    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
