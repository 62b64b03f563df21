package io.lockstep.app.proxy.export;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Versions side by side and the one that takes what no prefix takes.
///
/// @param places an image or an address by version, in the order given
public record Versions(Map<String, String> places, String defaultVersion) {
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,40}");
    private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9._:/@-]{1,255}");

    /// The two ports of an MLNode.
    private static final List<Map<String, String>> PORTS =
            List.of(
                    Map.of("port", "management", "label", "Management", "number", "8080"),
                    Map.of("port", "inference", "label", "Inference", "number", "5000"));

    public Versions {
        places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
        places.forEach((version, place) -> {
            if (!VERSION.matcher(version).matches() || !PLACE.matcher(place).matches()) {
                throw bad("%s=%s is no version and its place.".formatted(version, place));
            }
        });
        if (!places.containsKey(defaultVersion)) {
            throw bad("The default %s is none of the versions.".formatted(defaultVersion));
        }
        if (places.keySet().stream().map(Versions::name).distinct().count() < places.size()) {
            throw bad("Two of the versions would have one name.");
        }
    }

    /// @param place what a place is called in the template
    String fill(String template, String place, Map<String, String> others) {
        var values = new HashMap<>(others);
        values.put("default", defaultVersion);
        values.putIfAbsent("defaultName", name(defaultVersion));
        values.put("defaultId", id(defaultVersion));
        return Template.fill(template, values, Map.of("versions", elements(place), "ports", PORTS));
    }

    private List<Map<String, String>> elements(String place) {
        List<Map<String, String>> elements = new ArrayList<>();
        places.forEach((version, at) -> {
            var regex = version.replaceAll("[.-]", "\\\\$0");
            elements.add(
                    Map.of(
                            "version",
                            version,
                            "pattern",
                            version.replace(".", "\\."),
                            "escaped",
                            regex.replace("\\", "\\\\"),
                            "jsonEscaped",
                            regex.replace("\\", "\\\\"),
                            "name",
                            name(version),
                            "id",
                            id(version),
                            "priority",
                            Integer.toString(elements.size() + 1),
                            place,
                            at));
        });
        return elements;
    }

    /// As a label of DNS: `mlnode-v3-0-9`.
    static String name(String version) {
        return "mlnode-" + version.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
    }

    /// As one word: `MlnodeV309`.
    private static String id(String version) {
        return "Mlnode"
                + version.substring(0, 1).toUpperCase(Locale.ROOT)
                + version.substring(1).replaceAll("[^A-Za-z0-9]", "");
    }

    static ProblemException bad(String what) {
        return new ProblemException(
                new Problem("usage.export", what, "Nothing was written.", "Correct it."));
    }
}
