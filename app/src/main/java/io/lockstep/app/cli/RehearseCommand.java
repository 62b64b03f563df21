package io.lockstep.app.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.lockstep.app.rehearsal.Rehearsal;
import io.lockstep.app.rehearsal.RehearsalParts;
import io.lockstep.app.rehearsal.RehearsalReport;
import io.lockstep.app.rehearsal.Rehearsals;
import io.lockstep.app.rehearsal.Scene;
import io.lockstep.app.rehearsal.chain.scenario.Scenarios;
import io.lockstep.app.settings.Folders;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.engine.cutover.CutoverPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Practises a whole upgrade on a network that is raised for it and gone afterwards.
@Command(
        name = "rehearse",
        description = "Practise a whole upgrade on a simulated network, with real traffic.",
        footer = {
            "",
            "Examples:",
            "  lockstep rehearse                           about two minutes",
            "  lockstep rehearse --block-time 200ms --json report.json",
            "  lockstep rehearse --generation r0 --policy hold",
            "  lockstep rehearse --scenario cancelled      or a file of your own",
            "  lockstep rehearse --strike                  remove what a killed one left"
        })
final class RehearseCommand implements Callable<Integer> {
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModule(new Jdk8Module())
                    .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT);

    private final BiFunction<Folders, Consumer<String>, RehearsalParts> parts;
    private final RehearsalWindow window;
    private final Terminal terminal;

    @Option(
            names = "--block-time",
            paramLabel = "TIME",
            description = "from block to block, such as 1s or 200ms",
            converter = ShortDuration.class)
    private Duration blockTime = Duration.ofSeconds(1);

    @Option(
            names = "--notice",
            paramLabel = "TIME",
            description = "from the end of voting to the upgrade height, 40s if not given",
            converter = ShortDuration.class)
    private Duration notice = Duration.ofSeconds(40);

    @Option(names = "--generation", paramLabel = "r0|r1|r2", description = "of the network")
    private Generation generation = Generation.R1;

    @Option(
            names = "--policy",
            paramLabel = "bridge|hold|refuse",
            description = "what becomes of requests while the GPU changes hands")
    private CutoverPolicy policy = CutoverPolicy.BRIDGE;

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            description = "the story that is played; a name that is none tells all names")
    private String scenario = Scenarios.HAPPY_PATH;

    @Option(names = "--json", paramLabel = "FILE", description = "write the report there, too")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--runtime",
            paramLabel = "docker|processes",
            description = "docker where an engine answers, else processes")
    private Optional<Place> runtime = Optional.empty();

    @Option(names = "--no-window", description = "stay in the terminal")
    private boolean noWindow;

    @Option(names = "--strike", description = "remove what a rehearsal left, and play nothing")
    private boolean strike;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "folder for journal and images instead of the usual ones")
    private Optional<Path> home = Optional.empty();

    /// What MLNodes and engine run in.
    enum Place {
        DOCKER,
        PROCESSES
    }

    RehearseCommand(
            BiFunction<Folders, Consumer<String>, RehearsalParts> parts,
            RehearsalWindow window,
            Terminal terminal) {
        this.parts = parts;
        this.window = window;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        json.ifPresent(RehearseCommand::requireWritable);
        var folders = home.map(Folders::under).orElseGet(Folders::ofThisMachine);
        var rehearsals =
                new Rehearsals(folders, parts.apply(folders, terminal::say), Clock.systemUTC());
        if (strike) {
            return strike(rehearsals);
        }
        var unfinished = rehearsals.unfinished();
        unfinished.ifPresent(
                _ -> terminal.say("A rehearsal stands already; going on with that one."));
        try (var rehearsal = unfinished.orElseGet(() -> begin(rehearsals))) {
            return play(rehearsal);
        }
    }

    private Rehearsal begin(Rehearsals rehearsals) {
        var story = Scenarios.find(scenario);
        var chosen =
                runtime.map(asked ->
                                asked == Place.DOCKER ? Rehearsals.DOCKER : Rehearsals.PROCESSES)
                        .orElseGet(() -> rehearsals.runtime(this::withoutDocker));
        return rehearsals.begin(Scene.of(generation, blockTime, policy, notice, story), chosen);
    }

    private void withoutDocker(Problem problem) {
        terminal.say(
                "%s MLNodes and engine run as local processes instead of containers."
                        .formatted(problem.what()));
    }

    private int play(Rehearsal rehearsal) throws InterruptedException {
        terminal.say(Scenes.sentence(rehearsal.scene(), rehearsal.runtime()));
        var report = report(rehearsal);
        terminal.say(ReportText.of(report));
        json.ifPresent(file -> write(report, file));
        rehearsal.over();
        return report.ok() ? ExitCode.FINE : ExitCode.FAILED;
    }

    private RehearsalReport report(Rehearsal rehearsal) throws InterruptedException {
        var narrator = new Narrator(terminal);
        var interrupted = new Thread(this::goesOn, "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            return rehearsal.play(noWindow ? narrator::watch : window.audience(narrator, terminal));
        } catch (RuntimeException e) {
            if (rehearsal.stands()) {
                goesOn();
            }
            throw e;
        } finally {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
    }

    private void goesOn() {
        terminal.say(
                "What was set up for the rehearsal stands. lockstep rehearse goes on with it;"
                        + " lockstep rehearse --strike removes it.");
    }

    private int strike(Rehearsals rehearsals) throws InterruptedException {
        terminal.say(
                rehearsals.strike()
                        ? "The rehearsal is gone."
                        : "No rehearsal stands; nothing to remove.");
        return ExitCode.FINE;
    }

    /// Found out before two minutes are spent.
    private static void requireWritable(Path file) {
        var folder = Optional.ofNullable(file.toAbsolutePath().getParent());
        if (folder.filter(Files::isDirectory).filter(Files::isWritable).isEmpty()
                || Files.isDirectory(file)) {
            throw new ProblemException(
                    new Problem(
                            "usage.json",
                            "The report cannot be written to %s.".formatted(file),
                            "Nothing was begun.",
                            "Name a file in a folder that is there and writable."));
        }
    }

    private static void write(RehearsalReport report, Path file) {
        try {
            Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "rehearsal.reportUnwritable",
                            "The report could not be written to %s: %s."
                                    .formatted(file, Reason.of(e)),
                            "The rehearsal is over and its stage is struck.",
                            "See that the disk has room."),
                    e);
        }
    }
}
