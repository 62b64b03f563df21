package io.lockstep.app.upgrade;

import io.lockstep.app.gpu.Gpu;
import io.lockstep.app.gpu.Holding;
import io.lockstep.app.gpu.Holding.Holder;
import io.lockstep.app.gpu.Holding.Standing;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.chain.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// What the hand-over has to know of the GPUs: who holds them.
final class GpuFacts {
    /// A model takes nine tenths of a card; what holds less than one tenth is in nobody's way.
    private static final long LITTLE = 10;

    private GpuFacts() {}

    /// Who holds what, as a clause; nothing when it is not known.
    static String held(Facts facts) {
        var clauses =
                facts.snapshot().gpus().live().stream()
                        .flatMap(host -> host.holdings().stream())
                        .filter(holding -> !holding.holders().isEmpty())
                        .map(GpuFacts::clause)
                        .toList();
        return clauses.isEmpty() ? "" : ": " + String.join("; ", clauses);
    }

    private static String clause(Holding holding) {
        return "GPU %s is held by %s"
                .formatted(
                        holding.gpu(),
                        holding.holders().stream()
                                .map(GpuFacts::named)
                                .collect(Collectors.joining(", ")));
    }

    private static String named(Holder holder) {
        var bytes = holder.process().memoryBytes();
        return "%s, %s%s"
                .formatted(
                        holder.container().orElse("process " + holder.process().pid()),
                        holder.standing().name().toLowerCase(Locale.ROOT),
                        bytes.isPresent() ? ", %d MiB".formatted(bytes.getAsLong() >> 20) : "");
    }

    /// A process that outlived its container and keeps the candidate's model from fitting.
    static Optional<Problem> orphan(Facts facts) {
        return facts.snapshot().gpus().live().stream()
                .flatMap(host ->
                        host.holdings().stream()
                                .flatMap(holding ->
                                        holding.holders().stream()
                                                .filter(h -> h.standing() == Standing.ORPHAN)
                                                .filter(holder -> heavy(holder, holding, host))
                                                .map(holder -> problem(holding, holder))))
                .findFirst();
    }

    /// Whether it holds so much that a model beside it does not fit.
    static boolean heavy(Holder holder, Holding holding, HostGpus host) {
        var bytes = holder.process().memoryBytes();
        var total = total(holding, host.gpus());
        return bytes.isPresent()
                && total.isPresent()
                && bytes.getAsLong() * LITTLE > total.getAsLong();
    }

    private static OptionalLong total(Holding holding, List<Gpu> gpus) {
        return gpus.stream()
                .filter(gpu -> gpu.label().equals(holding.gpu()))
                .map(gpu -> gpu.memory().totalBytes())
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static Problem problem(Holding holding, Holder holder) {
        return new Problem(
                "upgrade.gpuOrphan",
                "GPU %s is held by process %d (%s), whose container has ended."
                        .formatted(
                                holding.gpu(), holder.process().pid(), holder.process().program()),
                "The incumbent serves; nothing is armed.",
                "Free it with %s, and the cutover is armed."
                        .formatted(holder.free().orElse("kill -9 on its host")));
    }
}
