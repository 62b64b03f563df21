package io.lockstep.app.proxy.front;

import java.util.ArrayList;
import java.util.List;

/// The lines that come and go between two texts, by their longest common part.
final class LineDifference {
    private LineDifference() {}

    static List<String> of(String before, String after) {
        var old = before.lines().toList();
        var now = after.lines().toList();
        var common = common(old, now);
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                i++;
                j++;
            } else if (j >= now.size()
                    || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add("- " + old.get(i++));
            } else {
                lines.add("+ " + now.get(j++));
            }
        }
        return lines;
    }

    private static int[][] common(List<String> old, List<String> now) {
        var lengths = new int[old.size() + 1][now.size() + 1];
        for (var i = old.size() - 1; i >= 0; i--) {
            for (var j = now.size() - 1; j >= 0; j--) {
                lengths[i][j] =
                        old.get(i).equals(now.get(j))
                                ? lengths[i + 1][j + 1] + 1
                                : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }
        return lengths;
    }
}
