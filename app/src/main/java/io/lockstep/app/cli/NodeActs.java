package io.lockstep.app.cli;

import io.lockstep.app.nodes.ApiNodeDesk;
import io.lockstep.app.nodes.NodePreview;
import io.lockstep.app.nodes.NodeWish;
import io.lockstep.app.upgrade.Journal;
import io.lockstep.app.upgrade.JournalEntry.Kind;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What the commands that change a registered MLNode have in common: show, ask, do, look, and back
/// where it did not come about.
final class NodeActs {
    @Option(names = "--yes", description = "without asking")
    private boolean yes;

    @Option(names = "--anyway", description = "although something speaks against it at this moment")
    private boolean anyway;

    @Option(
            names = "--within",
            paramLabel = "TIME",
            converter = ShortDuration.class,
            description = "how long the API node may take to find a moved node; 90s if not given")
    private Duration within = Duration.ofSeconds(90);

    int run(NodeWish wish, Addresses addresses, Terminal terminal, Asking asking)
            throws InterruptedException {
        var desk = new ApiNodeDesk(addresses.settings(), JsonHttp.forProbes());
        var preview = desk.preview(wish);
        if (preview.done()) {
            terminal.say("It is so already; nothing was asked.");
            return ExitCode.FINE;
        }
        var lines = lines(preview);
        if (!preview.objections().isEmpty() && !anyway) {
            lines.forEach(terminal::complain);
            throw refused(preview.objections().getFirst());
        }
        if (!yes && !asking.agreed(lines, "Do it?")) {
            terminal.complain("Nothing was asked of the API node.");
            return ExitCode.FAILED;
        }
        if (yes) {
            lines.forEach(terminal::say);
        }
        return done(desk, preview, addresses, terminal);
    }

    private int done(ApiNodeDesk desk, NodePreview preview, Addresses addresses, Terminal terminal)
            throws InterruptedException {
        try (var journal = Journal.open(addresses.folders().data(), Clock.systemUTC())) {
            note(journal, Kind.INTENT, preview.lines().getFirst() + " " + preview.request());
            var ended = desk.carryOut(preview, within, terminal::complain);
            note(journal, ended.verified() ? Kind.EVIDENCE : Kind.FAILURE, ended.text());
            terminal.say(Printable.line(ended.text()));
            if (ended.verified()) {
                preview.wayBack().ifPresent(back -> terminal.say("The way back: " + back));
                return ExitCode.FINE;
            }
            var undone = desk.undo(preview, terminal::complain);
            note(journal, Kind.NOTE, "Undone: " + undone.text());
            terminal.complain("It was undone. " + Printable.line(undone.text()));
            return ExitCode.FAILED;
        }
    }

    private static void note(Journal journal, Kind kind, String text) {
        var _ = journal.write(Optional.empty(), kind, Printable.line(text));
    }

    private static List<String> lines(NodePreview preview) {
        List<String> lines = new ArrayList<>(preview.lines());
        lines.add("Request: " + preview.request());
        preview.objections().forEach(objection -> lines.add("Against it: " + objection));
        preview.wayBack().ifPresent(back -> lines.add("The way back: " + back));
        return lines.stream().map(Printable::line).toList();
    }

    private static ProblemException refused(String objection) {
        return new ProblemException(
                new Problem(
                        "usage.notNow",
                        objection,
                        "Nothing was asked of the API node.",
                        "Wait, or give --anyway."));
    }
}
