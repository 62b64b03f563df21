package io.lockstep.engine.handover;

import io.lockstep.engine.cutover.GpuWait;
import io.lockstep.engine.cutover.GpuWord;
import io.lockstep.engine.mlnode.GpuDevice;
import io.lockstep.engine.mlnode.MlNodeClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Waits until a GPU is really free: an MLNode that says it stopped may have left a worker that
/// keeps the memory (fact sheet, section 5.6).
///
/// Everybody who can tell must say that it is free: the MLNodes of newer releases by the memory of
/// their devices, and the console, while it is awake, by the processes on them. Where nobody can
/// tell there is nothing to wait for.
///
/// @param tell hears what is waited for, once for each new reason
record GpuWatch(Timing timing, GpuWords words, Consumer<String> tell) {

    private sealed interface Verdict {
        /// @param who stays the same while only the figures change
        record Held(String who, String text) implements Verdict {}

        record Free(String who) implements Verdict {}

        record Silence() implements Verdict {}
    }

    /// Empty when it is free or nobody can tell, otherwise who holds it at the end of the limit.
    ///
    /// @param nodes those that may be asked, by their version
    Optional<String> await(Map<String, MlNodeClient> nodes, Optional<GpuWait> wait)
            throws InterruptedException {
        var since = System.nanoTime();
        var limit = wait.map(GpuWait::limitMillis).map(Duration::ofMillis).orElse(timing.gpu());
        var patience = wait.filter(GpuWait::told).isPresent() ? timing.word() : Duration.ZERO;
        var deadline = Deadline.in(limit);
        var silence = Deadline.in(patience);
        var before = "";
        while (true) {
            switch (verdict(nodes, since)) {
                case Verdict.Free(var who) -> {
                    tell.accept("its memory is free, says " + who);
                    return Optional.empty();
                }
                case Verdict.Silence _ -> {
                    if (silence.passed() || deadline.passed()) {
                        tell.accept("nobody can tell whether its memory is free");
                        return Optional.empty();
                    }
                }
                case Verdict.Held(var who, var text) -> {
                    if (!who.equals(before)) {
                        tell.accept("waiting, since " + text);
                        before = who;
                    }
                    if (deadline.passed()) {
                        tell.accept("not waiting any longer, although " + text);
                        return Optional.of(text);
                    }
                    silence = Deadline.in(patience);
                }
            }
            deadline.pause(timing.pause());
        }
    }

    private Verdict verdict(Map<String, MlNodeClient> nodes, long since) {
        List<String> free = new ArrayList<>();
        var said = words.since(since, timing.word());
        if (said.filter(word -> !word.free()).isPresent()) {
            return said.map(GpuWord::who).map(who -> new Verdict.Held(who, who)).orElseThrow();
        }
        for (var node : nodes.entrySet()) {
            var devices = node.getValue().gpuDevices().said().orElse(List.of());
            var used = devices.stream().filter(device -> !device.free()).toList();
            if (!used.isEmpty()) {
                return held(node.getKey(), used);
            }
            if (!devices.isEmpty()) {
                free.add(node.getKey());
            }
        }
        said.map(GpuWord::who).ifPresent(free::add);
        return free.isEmpty() ? new Verdict.Silence() : new Verdict.Free(String.join(", ", free));
    }

    private static Verdict held(String version, List<GpuDevice> used) {
        var cards =
                used.stream()
                        .map(device -> "GPU " + device.index())
                        .collect(Collectors.joining(", "));
        var figures =
                used.stream()
                        .map(device ->
                                "GPU %d has %d of %d MiB in use"
                                        .formatted(
                                                device.index(),
                                                device.usedMemoryMb(),
                                                device.totalMemoryMb()))
                        .collect(Collectors.joining(", "));
        return new Verdict.Held(cards + version, "%s, says %s".formatted(figures, version));
    }
}
