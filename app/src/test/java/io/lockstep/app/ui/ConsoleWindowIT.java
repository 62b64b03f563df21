package io.lockstep.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.app.cli.WatchedRehearsal;
import io.lockstep.app.testing.Eventually;
import io.lockstep.app.testing.NeedsDisplay;
import io.lockstep.app.testing.VirtualDisplay;
import io.lockstep.app.upgrade.StepName;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The real window on a virtual display, over a rehearsal that plays outside this process.
@NeedsDisplay
class ConsoleWindowIT {
    private static final Path SCREENS = Path.of("target", "screens");
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final List<String> STEPS =
            Arrays.stream(StepName.values()).map(StepName::name).toList();

    private final List<Process> started = new ArrayList<>();
    private Path folder;
    private VirtualDisplay display;

    /// Sockets lie in it, so its path is short.
    @BeforeEach
    void open() throws IOException {
        folder = Files.createTempDirectory(Path.of("/tmp"), "lsw");
        display = VirtualDisplay.start();
    }

    @AfterEach
    void leave() throws Exception {
        started.forEach(Process::destroyForcibly);
        end(rehearse("strike", "--strike"));
        display.end();
        remove(folder);
    }

    @Test
    void theWindowShowsTheWholeUpgradeFromTheVoteToTheCleanUp() throws Exception {
        assertThat(end(watched("--block-time", "1s"))).as(said()).isZero();

        var seen = Seen.in(folder.resolve("seen"));
        assertThat(seen.of("missed")).isEmpty();
        theHeightRises(seen);
        theProposalPasses(seen);
        everyStepIsDoneInItsTurn(seen);
        theCutoverSwapsTheRoles(seen);
        assertThat(report().at("/ok").asBoolean()).isTrue();
    }

    private static void theHeightRises(Seen seen) {
        var heights = seen.numbers("status-height", "(\\d+)");
        assertThat(heights).hasSizeGreaterThan(20).isSorted().doesNotHaveDuplicates();
    }

    private static void theProposalPasses(Seen seen) {
        assertThat(seen.of("proposal").getFirst()).contains("voting").contains("v3.0.10");
        assertThat(seen.of("proposal").getLast()).contains("passed");
    }

    /// The engine stands in front from the beginning, so that step may be done before its turn.
    private static void everyStepIsDoneInItsTurn(Seen seen) {
        var done = seen.of("done").stream().map(ConsoleWindowIT::inTurn).toList();
        assertThat(done)
                .allSatisfy(steps -> assertThat(steps).isEqualTo(STEPS.subList(0, steps.size())));
        assertThat(done.stream().map(List::size).toList()).isSorted();
        assertThat(done.getLast()).contains(StepName.CUTOVER.name());
        assertThat(firstWords(seen.of("pill")))
                .containsExactly("Nothing", "Scheduled", "Armed", "Cutover", "Serving", "Nothing");
    }

    private static void theCutoverSwapsTheRoles(Seen seen) {
        assertThat(seen.of("above").getFirst()).contains("v3.0.8");
        assertThat(seen.of("below")).anySatisfy(text -> assertThat(text).contains("Candidate"));
        assertThat(seen.of("above").getLast()).contains("Serving v3.0.10");
        assertThat(seen.numbers("foot-engine", ".*generation (\\d+)"))
                .hasSizeGreaterThan(3)
                .isSorted();
        assertThat(seen.of("results"))
                .anySatisfy(text -> assertThat(text).contains("Requests held"));
        assertThat(seen.of("since").getLast()).contains("Block to new generation");
    }

    @Test
    void killingTheWindowTouchesNoRequest() throws Exception {
        var window = watched("--block-time", "400ms", "--notice", "30s");
        var end = Instant.now().plus(LONGEST);
        while (!armed() && window.isAlive() && Instant.now().isBefore(end)) {
            boolean _ = Eventually.see(this::armed, seen -> seen || !window.isAlive());
        }
        window.destroyForcibly().waitFor();
        assertThat(armed()).as(said()).isTrue();

        assertThat(end(rehearse("again", "--no-window", "--json", json()))).as(said()).isZero();

        assertThat(report().at("/requests/failed").asInt(-1)).isZero();
        assertThat(report().at("/streams/cut").asInt(-1)).isZero();
        assertThat(report().at("/streams/opened").asInt()).isGreaterThan(20);
        assertThat(Files.readString(folder.resolve("again"))).contains("going on with that one");
    }

    private boolean armed() {
        try {
            return Seen.in(folder.resolve("seen")).of("pill").stream()
                    .anyMatch(pill -> pill.startsWith("Armed"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Process watched(String... more) throws IOException {
        var all = Stream.of(Stream.of("--json", json()), Stream.of(more)).flatMap(one -> one);
        return start(
                "window",
                Stream.concat(
                        Stream.of(
                                WatchedRehearsal.class.getName(),
                                folder.resolve("seen").toString(),
                                SCREENS.toAbsolutePath().toString()),
                        rehearsal(all)));
    }

    private Process rehearse(String log, String... more) throws IOException {
        return start(
                log,
                Stream.concat(Stream.of("io.lockstep.app.cli.Main"), rehearsal(Stream.of(more))));
    }

    private Stream<String> rehearsal(Stream<String> more) {
        var home = folder.resolve("h").toString();
        return Stream.concat(Stream.of("rehearse", "--runtime", "processes", "--home", home), more);
    }

    private Process start(String log, Stream<String> arguments) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                Stream.concat(
                                Stream.of(
                                        java,
                                        "-XX:+UseSerialGC",
                                        "-Dprism.order=sw",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "--sun-misc-unsafe-memory-access=allow",
                                        "-cp",
                                        System.getProperty("java.class.path")),
                                arguments)
                        .toList();
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DISPLAY", display.name());
        builder.redirectOutput(Redirect.appendTo(folder.resolve(log).toFile()));
        var process = builder.start();
        started.add(process);
        return process;
    }

    private static int end(Process process) throws InterruptedException {
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it did not end");
        }
        return process.exitValue();
    }

    private String said() throws IOException {
        var log = folder.resolve("window");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private String json() {
        return folder.resolve("report.json").toString();
    }

    private JsonNode report() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.split(" ", -1));
    }

    private static List<String> inTurn(String text) {
        var steps = words(text);
        return steps.contains(StepName.PULL.name())
                ? steps
                : steps.stream().filter(step -> !step.equals(StepName.FRONT.name())).toList();
    }

    private static List<String> firstWords(List<String> texts) {
        var firsts = new ArrayList<String>();
        for (var text : texts) {
            var first = text.split(" ", 2)[0];
            if (firsts.isEmpty() || !firsts.getLast().equals(first)) {
                firsts.add(first);
            }
        }
        return firsts;
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
