package io.lockstep.app.gpu;

import io.lockstep.app.gpu.HostGpus.Way;
import io.lockstep.app.host.command.RemoteCommand;
import io.lockstep.app.host.command.RemoteCommand.Outcome;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The programs that know about GPUs, in the order they are asked.
final class GpuTools {
    /// With this many processes that hang, another one would only hang too.
    private static final int MOST_ABANDONED = 3;

    private static final Duration TRIED_AGAIN = Duration.ofMinutes(5);

    private static final List<Tool> TOOLS =
            List.of(
                    new Tool(
                            NvidiaSmiXml.WAY,
                            List.of("nvidia-smi", "-q", "-x"),
                            NvidiaSmiXml::parse),
                    new Tool(RocmSmi.WAY, RocmSmi.COMMAND, RocmSmi::parse),
                    new Tool(AmdSmi.WAY, AmdSmi.COMMAND, AmdSmi::parse));

    private static final Tool TABLE =
            new Tool(
                    NvidiaSmiCsv.WAY,
                    List.of("nvidia-smi", "--query-gpu=" + NvidiaSmiCsv.QUERY, "--format=csv"),
                    NvidiaSmiCsv::parse);

    private final Duration deadline;
    private final Clock clock;
    private final Map<String, Instant> tried = new HashMap<>();
    private final SlowFacts slow;

    private record Tool(Way way, List<String> command, Function<String, HostGpus> parser) {}

    GpuTools(Duration deadline, Clock clock) {
        this.deadline = deadline;
        this.clock = clock;
        this.slow = new SlowFacts(deadline, clock);
    }

    /// Empty when none of the programs is there.
    ///
    /// @throws ProblemException when one is and does not tell
    Optional<HostGpus> read(RemoteCommand place) throws InterruptedException {
        for (var tool : TOOLS) {
            var found = ask(place, tool);
            if (found.isPresent()) {
                var gpus = found.get();
                return Optional.of(
                        tool.way().equals(NvidiaSmiXml.WAY) ? slow.added(gpus, place) : gpus);
            }
        }
        return Optional.empty();
    }

    private Optional<HostGpus> ask(RemoteCommand place, Tool tool) throws InterruptedException {
        holdBack(place, tool);
        return switch (place.run(tool.command(), deadline)) {
            case Outcome.Missing _ -> Optional.empty();
            case Outcome.Late _ ->
                    throw GpuProblems.hangs(
                            tool.way().program(), deadline.toSeconds(), place.abandoned());
            case Outcome.Unreachable(var why) -> throw unreachable(place, why);
            case Outcome.Ended(int exit, var printed) ->
                    Optional.of(understood(place, tool, exit, printed));
        };
    }

    /// A whole document counts however the program ended; of a broken one the words are looked at,
    /// and then the table is tried.
    private HostGpus understood(RemoteCommand place, Tool tool, int exit, String printed)
            throws InterruptedException {
        try {
            return by(place, tool, tool.parser().apply(printed));
        } catch (ProblemException e) {
            var told = GpuProblems.told(printed);
            if (told.isPresent()) {
                throw told.get();
            }
            var table =
                    tool.way().equals(NvidiaSmiXml.WAY) ? table(place) : Optional.<HostGpus>empty();
            if (table.isPresent()) {
                return table.get();
            }
            throw exit == 0 ? e : GpuProblems.failed(tool.way().program(), exit, printed);
        }
    }

    private Optional<HostGpus> table(RemoteCommand place) throws InterruptedException {
        try {
            return place.run(TABLE.command(), deadline) instanceof Outcome.Ended(int exit, var said)
                            && exit == 0
                    ? Optional.of(by(place, TABLE, NvidiaSmiCsv.parse(said)))
                    : Optional.empty();
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static HostGpus by(RemoteCommand place, Tool tool, HostGpus gpus) {
        return gpus.by(new Way(place.place(), tool.way().program(), place.abandoned()));
    }

    private void holdBack(RemoteCommand place, Tool tool) {
        var now = clock.instant();
        var last = tried.get(place.place());
        if (place.abandoned() >= MOST_ABANDONED
                && last != null
                && now.isBefore(last.plus(TRIED_AGAIN))) {
            throw GpuProblems.tooMany(tool.way().program(), place.abandoned());
        }
        tried.put(place.place(), now);
    }

    private static ProblemException unreachable(RemoteCommand place, String why) {
        return new ProblemException(
                new Problem(
                        "gpu.unreachable",
                        "GPUs cannot be asked for at %s: %s."
                                .formatted(place.place(), why.replaceFirst("\\.$", "")),
                        "The last reading is shown with its age.",
                        "Check that it runs and that this user may reach it."));
    }

    static HostGpus saved(String printed) {
        if (printed.contains("<" + SmiDocument.ROOT)) {
            return NvidiaSmiXml.parse(printed);
        }
        var told = GpuProblems.told(printed);
        if (told.isPresent()) {
            throw told.get();
        }
        if (printed.contains("\"card0\"")) {
            return RocmSmi.parse(printed);
        }
        if (printed.stripLeading().startsWith("[") || printed.contains("\"gpu_data\"")) {
            return AmdSmi.parse(printed);
        }
        if (NvidiaSmiCsv.looksLike(printed)) {
            return NvidiaSmiCsv.parse(printed);
        }
        throw GpuProblems.notXml();
    }
}
