package io.lockstep.app.gpu;

import io.lockstep.app.gpu.Gpu.NvLink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// Reads `nvidia-smi nvlink --status`, which alone tells the links one by one: a line for each GPU
/// with its UUID, below it a line for each link, such as `Link 0: 26.562 GB/s` or `Link 1:
/// <inactive>`.
final class NvLinks {
    private static final Pattern CARD = Pattern.compile("GPU [0-9]+:.*\\(UUID: (GPU-[^)]+)\\).*");
    private static final Pattern LINK =
            Pattern.compile("Link ([0-9]{1,3}): (?:([0-9]{1,6}(?:\\.[0-9]+)?) GB/s|<inactive>)");

    private NvLinks() {}

    /// Links by UUID of their card.
    static Map<String, List<NvLink>> parse(String printed) {
        Map<String, List<NvLink>> links = new HashMap<>();
        var card = "";
        for (var line : printed.lines().map(String::strip).toList()) {
            var title = CARD.matcher(line);
            if (title.matches()) {
                card = title.group(1);
            }
            var link = LINK.matcher(line);
            if (link.matches() && !card.isEmpty()) {
                var speed = link.group(2);
                links.computeIfAbsent(card, _ -> new ArrayList<>())
                        .add(
                                new NvLink(
                                        Integer.parseInt(link.group(1)),
                                        speed == null
                                                ? OptionalDouble.empty()
                                                : OptionalDouble.of(Double.parseDouble(speed))));
            }
        }
        return links;
    }
}
