package io.lockstep.app.containers.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lockstep.app.containers.HostProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// Builds image archives without a registry or an engine. The same sources give the same bytes, so
/// the image keeps its id; what was built once is taken from the cache.
public final class ImageArchives {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
    private static final String FORMAT = "2";

    private final Path cache;
    private final Installation installation;
    private final LinkedRuntime runtime;

    public ImageArchives(Path cacheFolder, Installation installation) {
        this.cache = cacheFolder;
        this.installation = installation;
        this.runtime = new LinkedRuntime(Path.of(System.getProperty("java.home")));
    }

    public Installation installation() {
        return installation;
    }

    /// The archive of that image, built when its sources are new.
    public Path archive(ImagePlan plan) {
        try {
            Files.createDirectories(cache);
            var runtimeKey = runtime.key();
            var own = "image-" + plan.reference().replaceAll("[^A-Za-z0-9._-]", "_") + "-";
            var archive = cache.resolve(own + key(plan, runtimeKey) + ".tar");
            if (Files.notExists(archive)) {
                build(plan, runtimeLayer(runtimeKey), archive);
                forget(own, archive);
            }
            return archive;
        } catch (IOException e) {
            throw HostProblems.problem(
                    "image.notWritten",
                    "The image "
                            + plan.reference()
                            + " could not be written: "
                            + e.getMessage()
                            + ".",
                    "No image was built.",
                    "See that " + cache + " is writable and has space.");
        }
    }

    /// Removes what the same reference was built as before.
    private void forget(String prefix, Path newest) throws IOException {
        try (var files = Files.list(cache)) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                var key = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
                if (key.matches("[0-9a-f]{32}\\.tar") && !file.equals(newest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static String key(ImagePlan plan, String runtimeKey) throws JsonProcessingException {
        var sources = new TreeMap<String, String>();
        plan.classPath().forEach(entry -> sources.put(entry.toString(), Digests.of(entry)));
        var text = FORMAT + runtimeKey + JSON.writeValueAsString(described(plan)) + sources;
        return Digests.of(text).substring(0, 32);
    }

    /// The plan as JSON can hold it.
    private static List<Object> described(ImagePlan plan) {
        return List.of(
                plan.reference(),
                plan.mainClass(),
                plan.javaOptions(),
                plan.environment(),
                plan.labels(),
                plan.volumes(),
                plan.ports(),
                plan.health().orElse(List.of()));
    }

    private Path runtimeLayer(String runtimeKey) throws IOException {
        var kept = cache.resolve("runtime-" + runtimeKey + ".tar");
        if (Files.notExists(kept)) {
            var work = Files.createTempDirectory(cache, "link-");
            try {
                var aside = work.resolve("layer.tar");
                runtime.layer(work.resolve("java")).write(aside);
                Files.move(aside, kept, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                deleteTree(work);
            }
        }
        return kept;
    }

    private void build(ImagePlan plan, Path runtimeLayer, Path archive) throws IOException {
        var work = Files.createTempDirectory(cache, "build-");
        try {
            var programs = work.resolve("programs.tar");
            var classPath = programs(plan, programs, work);
            var layers = List.of(LayerFile.of(runtimeLayer), LayerFile.of(programs));
            var aside = work.resolve("image.tar");
            new ArchiveWriter(plan, ImageConfig.of(plan, classPath, layers)).write(layers, aside);
            Files.move(aside, archive, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            deleteTree(work);
        }
    }

    /// Writes the upper layer and tells the class path inside.
    private static String programs(ImagePlan plan, Path file, Path work) throws IOException {
        var layer = new Layer();
        var classPath = new StringBuilder();
        for (var entry : plan.classPath()) {
            if (Files.isDirectory(entry)) {
                var folder = ImageConfig.HOME + "/classes-" + classPath.length();
                layer.tree(folder, entry);
                classPath.append(folder).append(':');
            } else {
                layer.file(ImageConfig.HOME + "/lib/" + entry.getFileName(), entry);
            }
        }
        for (var library : NativeLibraries.unpacked(plan.classPath(), work)) {
            layer.file(NativeLibraries.FOLDER + "/" + library.getFileName(), library);
        }
        plan.volumes().forEach(volume -> layer.owned(volume, 0700));
        layer.write(file);
        return classPath + ImageConfig.HOME + "/lib/*";
    }

    private static void deleteTree(Path folder) throws IOException {
        try (var tree = Files.walk(folder)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
