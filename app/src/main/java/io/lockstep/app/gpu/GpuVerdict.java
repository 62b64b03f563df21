package io.lockstep.app.gpu;

import io.lockstep.app.gpu.Holding.Holder;
import io.lockstep.app.gpu.Holding.Standing;
import io.lockstep.engine.cutover.GpuWord;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Whether the GPUs of a host are free for the next version, as the processes on them show: the
/// fact that a hand-over waits for.
public final class GpuVerdict {
    /// A model takes nine tenths of a card; what holds less than one tenth is in nobody's way.
    private static final long LITTLE = 10;

    private GpuVerdict() {}

    /// Empty where the memory of no card is known.
    ///
    /// @param leaving whose processes must be gone; orphans must be in any case
    /// @param age of the reading
    public static Optional<GpuWord> of(HostGpus host, Standing leaving, Duration age) {
        if (host.gpus().stream().noneMatch(gpu -> gpu.memory().usedBytes().isPresent())) {
            return Optional.empty();
        }
        var held =
                host.holdings().stream()
                        .flatMap(holding -> held(holding, host, leaving))
                        .findFirst();
        return Optional.of(new GpuWord(held.isEmpty(), held.orElse("the console"), age.toMillis()));
    }

    private static Stream<String> held(Holding holding, HostGpus host, Standing leaving) {
        var named =
                holding.holders().stream()
                        .filter(holder ->
                                holder.standing() == leaving
                                        || holder.standing() == Standing.ORPHAN)
                        .filter(holder -> heavy(holder.process().memoryBytes(), holding, host))
                        .map(holder -> clause(holder, holding));
        var unseen =
                holding.unexplainedBytes().isPresent()
                                && heavy(holding.unexplainedBytes(), holding, host)
                        ? Stream.of(
                                "%d MiB of GPU %s are held by no process that is seen"
                                        .formatted(
                                                holding.unexplainedBytes().getAsLong() >> 20,
                                                holding.gpu()))
                        : Stream.<String>empty();
        return Stream.concat(named, unseen);
    }

    /// A share that is not told counts as one that matters.
    private static boolean heavy(OptionalLong bytes, Holding holding, HostGpus host) {
        var total =
                host.gpus().stream()
                        .filter(gpu -> gpu.label().equals(holding.gpu()))
                        .map(gpu -> gpu.memory().totalBytes())
                        .findFirst()
                        .orElse(OptionalLong.empty());
        return bytes.isEmpty() || total.isEmpty() || bytes.getAsLong() * LITTLE > total.getAsLong();
    }

    private static String clause(Holder holder, Holding holding) {
        var bytes = holder.process().memoryBytes();
        return "%s %s%s holds %s of GPU %s%s"
                .formatted(
                        holder.standing().name().toLowerCase(Locale.ROOT),
                        "process " + holder.process().pid(),
                        holder.container().map(name -> " of " + name).orElse(""),
                        bytes.isPresent() ? "%d MiB".formatted(bytes.getAsLong() >> 20) : "memory",
                        holding.gpu(),
                        holder.free().map("; free it with "::concat).orElse(""));
    }
}
