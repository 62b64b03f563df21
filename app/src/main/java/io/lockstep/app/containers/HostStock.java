package io.lockstep.app.containers;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Everything that takes room on a host, whoever made it, with what it takes.
///
/// @param builds pieces of the build cache, leaves before what they were made of
public record HostStock(
        List<Box> containers,
        List<Picture> images,
        List<Net> networks,
        List<Volume> volumes,
        List<Build> builds) {

    /// @param bytes what it wrote itself, in no image
    public record Box(
            String id,
            String name,
            String imageId,
            boolean running,
            long bytes,
            Map<String, String> labels) {}

    /// @param references tags and digests; none for one that a build or a pull left
    /// @param parent whether another image on the host was built on it and needs it
    /// @param users names of the containers made from it, those that are stopped included
    public record Picture(
            String id,
            List<String> references,
            boolean parent,
            List<Layer> layers,
            Map<String, String> labels,
            List<String> users) {}

    /// @param chain names the layer with all those below it: it is shared only with them
    /// @param bytes zero where an engine does not tell; what it counts for the image then stands in
    ///   a layer of the image's own
    public record Layer(String chain, long bytes) {}

    /// @param users names of the containers on it, those that are stopped included
    public record Net(String name, Map<String, String> labels, List<String> users) {}

    /// @param bytes negative where the engine does not count them
    /// @param users names of the containers that mount it, those that are stopped included
    public record Volume(String name, Map<String, String> labels, long bytes, List<String> users) {}

    public record Build(String id, long bytes, boolean inUse) {}

    public static final HostStock NOTHING =
            new HostStock(List.of(), List.of(), List.of(), List.of(), List.of());

    /// Without what does not carry such labels. Images stay, since layers are shared with all of
    /// them.
    HostStock labelled(Predicate<Map<String, String>> inside, List<Build> kept) {
        return new HostStock(
                containers.stream().filter(one -> inside.test(one.labels())).toList(),
                images,
                networks.stream().filter(one -> inside.test(one.labels())).toList(),
                volumes.stream().filter(one -> inside.test(one.labels())).toList(),
                kept);
    }

    /// What of the build cache nothing uses at this moment.
    public List<Build> freeBuilds() {
        return builds.stream().filter(build -> !build.inUse()).toList();
    }

    /// A name for exactly these pieces: of others it is another one.
    public String buildsName() {
        var ids = freeBuilds().stream().map(Build::id).sorted().toList();
        return "cache-%08x".formatted(ids.hashCode());
    }

    /// The bytes that become free for each set of image ids once all of it is gone: a layer is kept
    /// as long as one image has it.
    public Map<Set<String>, Long> bytesByUsers() {
        var users = new HashMap<String, Set<String>>();
        var sizes = new HashMap<String, Long>();
        for (var image : images) {
            for (var layer : image.layers()) {
                users.computeIfAbsent(layer.chain(), _ -> new HashSet<>()).add(image.id());
                sizes.merge(layer.chain(), layer.bytes(), Math::max);
            }
        }
        var freed = new HashMap<Set<String>, Long>();
        users.forEach((chain, ids) -> freed.merge(ids, sizes.getOrDefault(chain, 0L), Long::sum));
        return Map.copyOf(freed);
    }
}
