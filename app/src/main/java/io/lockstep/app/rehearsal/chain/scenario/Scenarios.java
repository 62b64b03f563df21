package io.lockstep.app.rehearsal.chain.scenario;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The scenarios that come with Lockstep, and those in files.
public final class Scenarios {
    public static final String HAPPY_PATH = "happy-path";

    /// By name.
    public static final List<String> NAMES =
            List.of(
                    "cancelled",
                    "expedited-turned-normal",
                    HAPPY_PATH,
                    "lying-node",
                    "overwritten",
                    "passed-too-late",
                    "software-upgrade-halt",
                    "troubled-nodes");

    private static final String FOLDER = "/rehearsal/scenarios/";
    private static final String ENDING = ".scenario";

    private Scenarios() {}

    /// One that comes with Lockstep, by its name, or the one in a file.
    ///
    /// @throws ProblemException when it is neither, or a line of it cannot be played
    public static Scenario find(String nameOrFile) {
        if (NAMES.contains(nameOrFile)) {
            return ScenarioReader.read(nameOrFile, shipped(nameOrFile));
        }
        try {
            var file = Path.of(nameOrFile);
            return ScenarioReader.read(
                    String.valueOf(file.getFileName()).replace(ENDING, ""), Files.readString(file));
        } catch (IOException | RuntimeException e) {
            throw e instanceof ProblemException problem ? problem : unreadable(nameOrFile, e);
        }
    }

    /// From its text, which was read before.
    public static Scenario read(String name, String text) {
        return ScenarioReader.read(name, text);
    }

    public static Scenario happyPath() {
        return find(HAPPY_PATH);
    }

    private static String shipped(String name) {
        try (var in = Scenarios.class.getResourceAsStream(FOLDER + name + ENDING)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks the scenario " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProblemException unreadable(String file, Exception why) {
        return new ProblemException(
                new Problem(
                        "usage.scenario",
                        "There is no scenario %s, and no file of that name can be read: %s."
                                .formatted(
                                        file,
                                        why instanceof IOException io
                                                ? Reason.of(io)
                                                : "it is no file name"),
                        "Nothing was begun.",
                        "Name a file, or one of: %s.".formatted(String.join(", ", NAMES))),
                why);
    }
}
