package io.lockstep.app.containers;

import io.lockstep.app.containers.HostContainers.Image;
import io.lockstep.app.containers.image.ImageArchives;
import io.lockstep.app.containers.image.ImagePlan;
import io.lockstep.app.containers.image.Installation;
import io.lockstep.app.containers.testimage.EchoMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Archives of the echo program. The linked runtime is kept between runs, beside the classes.
public final class TestImages {
    private static final Path CACHE = Path.of("target/test-images");

    private TestImages() {}

    /// Loads an image of that name; its archive does not stay, since each test has its own names.
    public static Image load(ContainerHost host, String reference, Map<String, String> labels) {
        var archive = archives().archive(plan(reference, labels));
        try {
            var image = host.load(archive);
            Files.delete(archive);
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Loads an image that has a layer no other image has, with this file in it.
    public static Image loadWith(ContainerHost host, String reference, Path file) {
        var plan = plan(reference, Map.of("of", reference));
        var archive =
                archives()
                        .archive(
                                new ImagePlan(
                                        reference,
                                        plan.mainClass(),
                                        plan.javaOptions(),
                                        List.of(plan.classPath().getFirst(), file),
                                        plan.environment(),
                                        plan.labels(),
                                        plan.volumes(),
                                        plan.ports(),
                                        plan.health()));
        try {
            var image = host.load(archive);
            Files.delete(archive);
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ImageArchives archives() {
        return new ImageArchives(
                CACHE.toAbsolutePath(), new Installation(Optional.empty(), List.of()));
    }

    public static ImagePlan plan(String reference, Map<String, String> labels) {
        return new ImagePlan(
                reference,
                EchoMain.class.getName(),
                ImagePlan.SHORT_LIVED,
                List.of(classes()),
                Map.of("LOCKSTEP_BIND", "0.0.0.0", "COLOUR", "colour-of-" + reference),
                labels,
                List.of(EngineLayout.CONTROL_FOLDER),
                List.of(8080),
                Optional.empty());
    }

    /// A folder with the one class, since a program in an image is only what it needs.
    private static Path classes() {
        var name = EchoMain.class.getName().replace('.', '/') + ".class";
        var file = CACHE.resolve("echo").resolve(name);
        try (var content = EchoMain.class.getClassLoader().getResourceAsStream(name)) {
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, content == null ? new byte[0] : content.readAllBytes());
            return CACHE.resolve("echo").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
