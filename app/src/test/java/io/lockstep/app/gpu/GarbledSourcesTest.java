package io.lockstep.app.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lockstep.app.testing.Numbers;
import io.lockstep.chain.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// As [GarbledDocumentTest] for what is read where there is no such document: the table, and what
/// AMD's tools print.
class GarbledSourcesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> GARBLED =
            List.of(
                    "",
                    "N/A",
                    "[Unknown Error]",
                    "ERR!",
                    "garbage",
                    "-",
                    "NaN",
                    "1e99 MiB",
                    "12 furlongs",
                    "999999999999999999999",
                    "\u0663 MiB");

    static final String ROCM =
            """
            {"card0": {"Card Series": "Instinct MI300X", "Unique ID": "0xab",
              "PCI Bus": "0000:05:00.0", "VRAM Total Memory (B)": "206141652992",
              "VRAM Total Used Memory (B)": "103070826496", "GPU use (%)": "88",
              "Temperature (Sensor junction) (C)": "57.0", "Fan speed (%)": "31",
              "Current Socket Graphics Package Power (W)": "503.0",
              "Max Graphics Package Power (W)": "750.0", "sclk clock speed:": "(2107Mhz)"},
             "system": {"Driver version": "6.10.5"}}
            """;

    static final String AMD =
            """
            {"gpu_data": [{"gpu": 0, "usage": {"gfx_activity": {"value": 61, "unit": "%"}},
              "power": {"socket_power": {"value": 410, "unit": "W"}},
              "temperature": {"hotspot": {"value": 52, "unit": "C"}, "mem": {"value": 47}},
              "mem_usage": {"total_vram": {"value": 196592, "unit": "MB"},
                            "used_vram": {"value": 1024, "unit": "MB"}}}]}
            """;

    @Test
    void noCellOfATableInventsANumber() throws Exception {
        var lines = OtherSourcesTest.TABLE.lines().toList();
        var whole = Numbers.of(GpuProbe.saved(OtherSourcesTest.TABLE));
        for (var line = 0; line < lines.size(); line++) {
            var cells = lines.get(line).split(",", -1);
            for (var cell = 0; cell < cells.length; cell++) {
                for (var text : GARBLED) {
                    noNew(whole, with(lines, line, replaced(cells, cell, text)));
                }
                noNew(whole, with(lines, line, without(cells, cell)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ROCM, AMD})
    void noElementOfWhatAmdsToolsPrintInventsANumber(String printed) throws Exception {
        var tree = JSON.readTree(printed);
        var whole = Numbers.of(GpuProbe.saved(printed));
        for (var place = 1; place < size(tree); place++) {
            for (var text : GARBLED) {
                var garbled = tree.deepCopy();
                assertThat(new Change(place, text).in(garbled)).isTrue();
                noNew(whole, garbled.toString());
            }
            var less = tree.deepCopy();
            assertThat(new Change(place, "").removing(less)).isTrue();
            noNew(whole, less.toString());
        }
    }

    private static void noNew(Map<String, Set<Object>> whole, String printed) throws Exception {
        try {
            Numbers.noNew(whole, GpuProbe.saved(printed), "it says " + printed);
        } catch (ProblemException e) {
            assertThat(e.problem().code()).startsWith("gpu.");
        }
    }

    private static String with(List<String> lines, int line, String changed) {
        var all = new ArrayList<>(lines);
        all.set(line, changed);
        return String.join("\n", all);
    }

    private static String replaced(String[] cells, int cell, String text) {
        var changed = cells.clone();
        changed[cell] = " " + text;
        return String.join(",", changed);
    }

    private static String without(String[] cells, int cell) {
        var changed = new ArrayList<>(Arrays.asList(cells));
        changed.remove(cell);
        return String.join(",", changed);
    }

    private static int size(JsonNode tree) {
        var size = 1;
        for (var child : tree) {
            size += size(child);
        }
        return size;
    }

    /// Changes the element at one place, counted as they stand.
    private static final class Change {
        private final String text;
        private int left;

        Change(int place, String text) {
            this.left = place;
            this.text = text;
        }

        boolean in(JsonNode tree) {
            return changed(tree, false);
        }

        boolean removing(JsonNode tree) {
            return changed(tree, true);
        }

        private boolean changed(JsonNode tree, boolean remove) {
            if (tree instanceof ObjectNode object) {
                for (var name : names(object)) {
                    if (--left == 0) {
                        var _ = remove ? object.remove(name) : object.put(name, text);
                        return true;
                    }
                    if (changed(object.get(name), remove)) {
                        return true;
                    }
                }
            } else if (tree instanceof ArrayNode array) {
                for (var i = 0; i < array.size(); i++) {
                    if (--left == 0) {
                        var _ = remove ? array.remove(i) : array.set(i, TextNode.valueOf(text));
                        return true;
                    }
                    if (changed(array.get(i), remove)) {
                        return true;
                    }
                }
            }
            return false;
        }

        private static List<String> names(ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            return names;
        }
    }
}
