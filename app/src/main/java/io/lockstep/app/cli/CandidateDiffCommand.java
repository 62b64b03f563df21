package io.lockstep.app.cli;

import io.lockstep.app.containers.CloneDifference;
import io.lockstep.app.containers.compose.ComposeProject;
import io.lockstep.app.containers.compose.ComposeTool;
import io.lockstep.app.session.Parts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows in which settings the candidate will differ from the incumbent; creates nothing.
@Command(
        name = "diff",
        description = "Show every setting in which the candidate will differ; create nothing.",
        footer = {
            "",
            "Examples:",
            "  lockstep candidate diff",
            "  lockstep candidate diff --container join-mlnode-308-1"
                    + " --image ghcr.io/product-science/mlnode:3.0.9 --json"
        })
final class CandidateDiffCommand implements Callable<Integer> {
    private final Parts parts;
    private final Terminal terminal;

    @Mixin private final Incumbents incumbents = new Incumbents();

    @Option(names = "--json", description = "as JSON, for programs")
    private boolean json;

    CandidateDiffCommand(Parts parts, Terminal terminal) {
        this.parts = parts;
        this.terminal = terminal;
    }

    /// @param imageOnHost whether the new image's own defaults are in the list
    /// @param advice for somebody who goes on using compose
    private record Report(
            String incumbent,
            String candidate,
            String image,
            boolean imageOnHost,
            List<CloneDifference> differences,
            List<String> advice) {}

    @Override
    public Integer call() throws InterruptedException {
        var settings = incumbents.addresses.settings();
        try (var host = parts.hosts().apply(settings.docker())) {
            var found = incumbents.find(parts, settings, host);
            var incumbent = found.incumbent();
            var candidate = found.candidate();
            var report =
                    new Report(
                            incumbent.name(),
                            candidate.name(),
                            candidate.reference(),
                            host.image(candidate.reference()).isPresent(),
                            host.cloneDifferences(incumbent.id(), candidate.foreseen(host)),
                            advice(incumbent.labels(), candidate.reference()));
            tell(report);
        }
        return ExitCode.FINE;
    }

    private static List<String> advice(Map<String, String> labels, String image) {
        return ComposeProject.of(labels)
                .map(project -> project.advice(image, ComposeTool.hash(project)))
                .orElse(List.of());
    }

    private void tell(Report report) {
        if (json) {
            terminal.say(RecordJson.of(report).toPrettyString());
            return;
        }
        terminal.say(
                "%s beside %s, image %s"
                        .formatted(report.candidate(), report.incumbent(), report.image()));
        if (!report.imageOnHost()) {
            terminal.say("The image is not on the host yet: defaults it brings are not shown.");
        }
        for (var difference : report.differences()) {
            terminal.say("  " + difference.field());
            terminal.say("    - " + difference.before());
            terminal.say("    + " + difference.after());
            terminal.say("      " + difference.why());
        }
        terminal.say("Everything else is the same.");
        report.advice().forEach(terminal::say);
    }
}
