package io.lockstep.app.host;

import io.lockstep.app.host.HostLoad.Disk;
import io.lockstep.app.host.HostLoad.Use;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the disk that each thing an upgrade needs room for lives on.
///
/// @param folders where these things live; those not known are left out
record Uses(Map<Use, String> folders) {
    private static final Pattern DATA_ROOT =
            Pattern.compile("\"data-root\"\\s*:\\s*\"([^\"]{1,400})\"");

    /// @param daemon text of `/etc/docker/daemon.json`, empty when there is none
    /// @param models what `HF_HOME` says, else the user's cache folder, as the network's own
    ///   deployment has it
    static Uses of(String daemon, Optional<String> models) {
        var root = DATA_ROOT.matcher(daemon);
        var docker = root.find() ? root.group(1) : "/var/lib/docker";
        return new Uses(
                models.filter(folder -> folder.startsWith("/"))
                        .map(folder -> Map.of(Use.DOCKER, docker, Use.MODELS, folder))
                        .orElse(Map.of(Use.DOCKER, docker)));
    }

    List<Disk> marked(List<Disk> disks) {
        List<Disk> marked = new ArrayList<>();
        for (var disk : disks) {
            var uses =
                    folders.keySet().stream()
                            .filter(use -> below(disks, use).filter(disk::equals).isPresent())
                            .sorted()
                            .toList();
            marked.add(new Disk(disk.mount(), disk.totalBytes(), disk.freeBytes(), uses));
        }
        return marked;
    }

    /// The longest mount point above the folder.
    private Optional<Disk> below(List<Disk> disks, Use use) {
        var folder = folders.getOrDefault(use, "");
        return disks.stream()
                .filter(disk -> (folder + "/").startsWith(slashed(disk.mount())))
                .max(Comparator.comparingInt(disk -> disk.mount().length()));
    }

    private static String slashed(String mount) {
        return mount.endsWith("/") ? mount : mount + "/";
    }
}
