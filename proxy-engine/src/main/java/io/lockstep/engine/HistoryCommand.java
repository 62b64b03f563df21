package io.lockstep.engine;

import io.lockstep.engine.change.GenerationRecord;
import io.lockstep.engine.control.EngineJson;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Shows the last generations of a running engine.
@Command(
        name = "history",
        description = "Shows the last generations and what each changed.",
        mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private RunningEngine running = new RunningEngine();

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Override
    public Integer call() {
        try (var engine = running.open()) {
            var history = engine.history();
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(EngineJson.of(history));
            } else {
                history.reversed().forEach(record -> tell(out, record));
            }
            return 0;
        }
    }

    private static void tell(PrintWriter out, GenerationRecord record) {
        out.println(
                "%d  %s  %s: %s%s"
                        .formatted(
                                record.generation(),
                                record.at().truncatedTo(ChronoUnit.SECONDS),
                                record.origin().name().toLowerCase(Locale.ROOT),
                                record.reason(),
                                record.stands() ? "" : " (a step, not to be rolled back to)"));
        record.changes().forEach(line -> out.println("     " + line));
    }
}
