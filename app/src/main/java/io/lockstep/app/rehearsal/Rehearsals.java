package io.lockstep.app.rehearsal;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.ScopedHost;
import io.lockstep.app.settings.Folders;
import io.lockstep.app.upgrade.ConsoleLock;
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
import java.util.List;
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
        return standing().stream().findFirst().map(this::open);
    }

    /// A new one, with nothing standing yet; refused while a rehearsal of anybody stands.
    public Rehearsal begin(Scene scene, String runtime) {
        var host = ScopedHost.rehearsal(parts.hosts().apply(runtime));
        try {
            var others = new Stage(host, parts.lines()).left();
            if (!others.isEmpty()) {
                throw new ProblemException(RehearsalProblems.another(others));
            }
            var folder = root.resolve(NAME.format(clock.instant()));
            var file = new StageFile(scene, runtime, freePort(), freePort(), Optional.empty());
            var lock = lock(folder);
            file.write(folder);
            return new Rehearsal(folder, file, parts, host, lock);
        } catch (RuntimeException e) {
            host.close();
            throw e;
        }
    }

    /// Removes what stands of rehearsals: those of this home with their worlds, and whatever on the
    /// hosts carries a rehearsal's label, whoever made it. Tells whether there was anything.
    public boolean strike() throws InterruptedException {
        var unfinished = standing();
        for (var folder : unfinished) {
            try (var rehearsal = open(folder)) {
                rehearsal.strike();
            }
        }
        var struck = strike(PROCESSES);
        if (runtime(problem -> parts.lines().accept(problem.what())).equals(DOCKER)) {
            struck |= strike(DOCKER);
        }
        return struck || !unfinished.isEmpty();
    }

    private boolean strike(String runtime) {
        try (var host = ScopedHost.rehearsal(parts.hosts().apply(runtime))) {
            var stage = new Stage(host, parts.lines());
            var stood = !stage.left().isEmpty();
            stage.strike(_ -> {});
            return stood;
        }
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

    /// Folders of those whose stage stands, newest first.
    private List<Path> standing() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var folders = Files.list(root)) {
            return folders.sorted(Comparator.reverseOrder())
                    .filter(folder -> StageFile.read(folder).isPresent())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Rehearsal open(Path folder) {
        var lock = lock(folder);
        try {
            var file = StageFile.read(folder).orElseThrow();
            var host = ScopedHost.rehearsal(parts.hosts().apply(file.runtime()));
            return new Rehearsal(folder, file, parts, host, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static ConsoleLock lock(Path folder) {
        return ConsoleLock.take(folder)
                .orElseThrow(() -> new ProblemException(RehearsalProblems.played()));
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
