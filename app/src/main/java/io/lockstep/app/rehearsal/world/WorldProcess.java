package io.lockstep.app.rehearsal.world;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Starts a world as a process that outlives whoever started it, or finds the one that lives.
public final class WorldProcess {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String LOG = "world.log";

    private WorldProcess() {}

    /// The world of a folder. One that lives goes on by its own plan.
    ///
    /// @param folder of this rehearsal; made when missing
    /// @param javaCommand a `java` with its options and class path, without the main class
    public static WorldClient startOrFind(Path folder, WorldPlan plan, List<String> javaCommand)
            throws InterruptedException {
        try {
            Files.createDirectories(folder);
            try (var channel =
                            FileChannel.open(
                                    folder.resolve("world.lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                var found = find(folder);
                return found.isPresent() ? found.get() : start(folder, plan, javaCommand);
            }
        } catch (IOException e) {
            throw new ProblemException(cannotStart(String.valueOf(e.getMessage())), e);
        }
    }

    /// The world that lives, if one does.
    public static Optional<WorldClient> find(Path folder) {
        try {
            var file = WorldFile.read(folder);
            if (file.isEmpty() || ProcessHandle.of(file.get().pid()).isEmpty()) {
                return Optional.empty();
            }
            var client = new WorldClient(file.get());
            if (answers(client)) {
                return Optional.of(client);
            }
            client.close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static boolean endsWithin(ProcessHandle process, Duration limit) throws InterruptedException {
        try {
            ProcessHandle _ = process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a process cannot be waited for", e);
        }
    }

    private static boolean answers(WorldClient client) {
        try {
            WorldFacts _ = client.facts();
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    private static WorldClient start(Path folder, WorldPlan plan, List<String> javaCommand)
            throws IOException, InterruptedException {
        Files.deleteIfExists(folder.resolve("world.json"));
        var process = launch(folder, plan, javaCommand);
        var end = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < end) {
            var found = find(folder);
            if (found.isPresent()) {
                return found.get();
            }
            if (process.waitFor(LOOK)) {
                throw new ProblemException(cannotStart(lastLine(folder)));
            }
        }
        process.destroyForcibly();
        throw new ProblemException(cannotStart("it did not stand after " + LONGEST_START));
    }

    /// In a session of its own where the system has the tool for it, so that what is typed at our
    /// terminal does not reach it.
    private static Process launch(Path folder, WorldPlan plan, List<String> javaCommand)
            throws IOException {
        List<String> command = new ArrayList<>();
        onPath("setsid").ifPresent(command::add);
        command.addAll(javaCommand);
        command.add(WorldMain.class.getName());
        command.add(folder.toAbsolutePath().toString());
        command.add(new ObjectMapper().writeValueAsString(plan));
        var log = folder.resolve(LOG).toFile();
        return new ProcessBuilder(command)
                .redirectInput(Redirect.from(nothing()))
                .redirectOutput(log)
                .redirectErrorStream(true)
                .start();
    }

    private static Optional<String> onPath(String program) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (var folder : path.split(File.pathSeparator, -1)) {
            var candidate = Path.of(folder, program);
            if (Files.isExecutable(candidate)) {
                return Optional.of(candidate.toString());
            }
        }
        return Optional.empty();
    }

    private static File nothing() {
        var unix = new File("/dev/null");
        return unix.exists() ? unix : new File("NUL");
    }

    private static String lastLine(Path folder) throws IOException {
        var lines = Files.readAllLines(folder.resolve(LOG));
        return lines.isEmpty() ? "it ended without a word" : lines.getLast();
    }

    private static Problem cannotStart(String why) {
        return new Problem(
                "rehearsal.world.start",
                "The world of the rehearsal could not be started: %s.".formatted(why),
                "Nothing else was started.",
                "Look into world.log in the rehearsal's folder.");
    }
}
