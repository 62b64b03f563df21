package io.lockstep.app.rehearsal.chain.scenario;

import io.lockstep.app.rehearsal.chain.scenario.Scenario.Ending;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads a scenario file; `docs/scenarios.md` describes its lines. One reader reads one file.
final class ScenarioReader {
    private static final Pattern ABOUT = Pattern.compile("about: (.+)");
    private static final Pattern STARTS =
            Pattern.compile("starts with (\\S+)(?: and ([2-9]) nodes)?");
    private static final Pattern CUE =
            Pattern.compile("at block (\\d{1,9}|H(?:[+-]\\d{1,9})?): (.+)");
    private static final Pattern HALT =
            Pattern.compile("(\\d{1,9}) blocks? into the halt: the new binary starts");
    private static final Pattern ENDS =
            Pattern.compile(
                    "ends (?:with (\\S+)|without a cutover) at block (\\d{1,9}|H(?:[+-]\\d{1,9})?)");

    private final String name;
    private final List<Cue> cues = new ArrayList<>();
    private String about = "";
    private String from = "v3.0.8";
    private int nodes = 2;
    private Optional<Ending> ending = Optional.empty();
    private int proposals;

    private ScenarioReader(String name) {
        this.name = name;
    }

    /// @throws ProblemException that names the line and what may stand there
    static Scenario read(String name, String text) {
        var reader = new ScenarioReader(name);
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).replaceFirst("(^|\\s)#.*", "").strip();
            if (!line.isEmpty()) {
                reader.line(i + 1, line);
            }
        }
        return new Scenario(
                name,
                text,
                reader.about,
                reader.from,
                reader.nodes,
                reader.cues,
                reader.ending.orElseThrow(() ->
                        reader.refused(
                                lines.size(),
                                "the end is missing",
                                "End the file with \"ends with v3.0.10 at block H\" or"
                                        + " \"ends without a cutover at block H+10\".")));
    }

    private void line(int number, String line) {
        var about = ABOUT.matcher(line);
        var starts = STARTS.matcher(line);
        var cue = CUE.matcher(line);
        var halt = HALT.matcher(line);
        var ends = ENDS.matcher(line);
        if (ending.isPresent()) {
            throw refused(number, "it comes after the end", "Put it before the line with ends.");
        } else if (about.matches()) {
            this.about = about.group(1);
        } else if (starts.matches()) {
            from = starts.group(1);
            nodes = starts.group(2) == null ? nodes : Integer.parseInt(starts.group(2));
        } else if (cue.matches()) {
            var deed = deed(number, cue.group(2));
            cues.add(new Cue.AtBlock(number, Place.of(cue.group(1)), deed));
        } else if (halt.matches()) {
            var beats = Long.parseLong(halt.group(1));
            cues.add(new Cue.InHalt(number, beats, new Deed.NewBinary()));
        } else if (ends.matches()) {
            var block = Place.of(ends.group(2));
            ending = Optional.of(new Ending(Optional.ofNullable(ends.group(1)), block));
        } else {
            throw refused(
                    number,
                    "\"%s\" is no line of a scenario".formatted(line),
                    "Begin it with \"about:\", \"starts with\", \"at block\", \"ends with\" or"
                            + " \"ends without a cutover\".");
        }
    }

    private Deed deed(int number, String words) {
        var deed =
                DeedWords.read(words)
                        .orElseThrow(() ->
                                refused(
                                        number,
                                        "nothing can \"%s\"".formatted(words),
                                        "Write one of: %s."
                                                .formatted(String.join("; ", DeedWords.FORMS))));
        check(number, deed);
        return deed;
    }

    /// What a block would only show in the middle of the story.
    private void check(int number, Deed deed) {
        switch (deed) {
            case Deed.Propose _ -> proposals++;
            case Deed.Vote(_, _, int proposal) -> known(number, proposal);
            case Deed.Deposit(_, _, int proposal) -> known(number, proposal);
            case Deed.Cancel(_, int proposal) -> known(number, proposal);
            case Deed.Trouble(var node, _) -> {
                if (node.filter(n -> n >= nodes).isPresent()) {
                    throw refused(
                            number,
                            "there are %d nodes only".formatted(nodes),
                            "Write \"starts with %s and %d nodes\" at the top."
                                    .formatted(from, node.get() + 1));
                }
            }
            case Deed.NewBinary _ -> {}
        }
    }

    private void known(int number, int proposal) {
        if (proposal < 1 || proposal > proposals) {
            throw refused(
                    number,
                    "no line above it makes a proposal %d".formatted(proposal),
                    "Number proposals in the order of the file, from 1.");
        }
    }

    private ProblemException refused(int number, String what, String remedy) {
        return new ProblemException(
                new Problem(
                        "usage.scenario",
                        "Line %d of the scenario %s cannot be played: %s."
                                .formatted(number, name, what),
                        "Nothing was begun.",
                        remedy));
    }
}
