package io.lockstep.app.ui.containers;

import io.lockstep.app.containers.ContainerDetails;
import io.lockstep.app.containers.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Two containers setting by setting. Only what was read is compared, and secrets by whether they
/// are set.
///
/// @param differing settings in which they are not alike
/// @param same names of those in which they are
record Comparison(List<Setting> differing, List<String> same) {

    /// One setting; an empty value is one that this side lacks.
    record Setting(String name, String left, String right) {}

    static Comparison of(ContainerDetails left, ContainerDetails right) {
        var one = settings(left);
        var two = settings(right);
        var names = new TreeSet<>(one.keySet());
        names.addAll(two.keySet());
        List<Setting> differing = new ArrayList<>();
        List<String> same = new ArrayList<>();
        for (var name : names) {
            var setting = new Setting(name, one.getOrDefault(name, ""), two.getOrDefault(name, ""));
            if (setting.left().equals(setting.right())) {
                same.add(name);
            } else {
                differing.add(setting);
            }
        }
        return new Comparison(List.copyOf(differing), List.copyOf(same));
    }

    private static Map<String, String> settings(ContainerDetails details) {
        var all = new TreeMap<String, String>();
        var container = details.container();
        all.put("image", container.image());
        all.put("name", container.name());
        all.put("version", container.version().orElse(""));
        all.put("networks", String.join(", ", container.networks()));
        all.put("restart", details.restart());
        container.labels().forEach((name, value) -> all.put("label " + name, value));
        if (details.told()) {
            told(details, all);
        }
        return all;
    }

    private static void told(ContainerDetails details, Map<String, String> all) {
        all.put("digest", details.digest().flatMap(d -> new Reference(d).digest()).orElse(""));
        all.put("command", String.join(" ", details.command()));
        all.put("ipc", details.ipc());
        all.put("gpus", details.gpus().map(Comparison::gpus).orElse(""));
        details.ports()
                .forEach(port ->
                        all.put(
                                "port %d/%s".formatted(port.inside(), port.protocol()),
                                port.outside().orElse("not published")));
        details.mounts()
                .forEach(mount ->
                        all.put(
                                "mount " + mount.target(),
                                mount.source() + (mount.writable() ? "" : " (read-only)")));
        details.environment()
                .forEach(variable -> all.put("env " + variable.name(), variable.value()));
    }

    private static String gpus(ContainerDetails.GpuRequest request) {
        return "%s %s"
                .formatted(
                        request.ids().isEmpty()
                                ? request.count() < 0 ? "all" : Integer.toString(request.count())
                                : String.join(",", request.ids()),
                        request.driver());
    }
}
