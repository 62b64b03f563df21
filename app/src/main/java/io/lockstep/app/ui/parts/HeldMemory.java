package io.lockstep.app.ui.parts;

import io.lockstep.app.gpu.Gpu;
import io.lockstep.app.gpu.Holding;
import io.lockstep.app.gpu.Holding.Standing;
import io.lockstep.app.gpu.HostGpus;
import java.util.ArrayList;
import java.util.List;

/// The memory of a card as parts of a bar, each in the colour of who holds it.
public final class HeldMemory {
    private HeldMemory() {}

    /// A part for each holder, then what is in use and held by nobody that is seen. Empty for a
    /// card that does not tell its memory.
    public static List<Bar.Part> parts(Gpu gpu, HostGpus host) {
        var total = gpu.memory().totalBytes().orElse(0);
        if (total <= 0) {
            return List.of();
        }
        List<Bar.Part> parts = new ArrayList<>();
        var left = gpu.memory().usedBytes().orElse(0);
        for (var holder : holders(gpu, host)) {
            var bytes = Math.min(left, holder.process().memoryBytes().orElse(0));
            parts.add(new Bar.Part((double) bytes / total, style(holder.standing())));
            left -= bytes;
        }
        parts.add(new Bar.Part((double) left / total, "part-used"));
        return List.copyOf(parts);
    }

    private static List<Holding.Holder> holders(Gpu gpu, HostGpus host) {
        return host.holdings().stream()
                .filter(holding -> holding.gpu().equals(gpu.label()))
                .flatMap(holding -> holding.holders().stream())
                .toList();
    }

    /// The style class of a part held by such a process.
    public static String style(Standing standing) {
        return switch (standing) {
            case INCUMBENT -> "part-incumbent";
            case CANDIDATE -> "part-candidate";
            case ORPHAN -> "part-veto";
            case FOREIGN -> "part-no";
        };
    }
}
