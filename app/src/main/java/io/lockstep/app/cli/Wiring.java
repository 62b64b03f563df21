package io.lockstep.app.cli;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.ScopedHost;
import io.lockstep.app.containers.docker.DockerHost;
import io.lockstep.app.containers.docker.DockerNginx;
import io.lockstep.app.containers.docker.DockerReader;
import io.lockstep.app.containers.image.ImageArchives;
import io.lockstep.app.containers.image.ImagePlan;
import io.lockstep.app.containers.image.Installation;
import io.lockstep.app.containers.process.ProcessHost;
import io.lockstep.app.containers.registry.CosignKey;
import io.lockstep.app.containers.registry.DockerCredentials;
import io.lockstep.app.containers.registry.Patience;
import io.lockstep.app.containers.registry.Registry;
import io.lockstep.app.containers.watch.Lookout;
import io.lockstep.app.proxy.front.AdoptedNginx;
import io.lockstep.app.proxy.front.Backups;
import io.lockstep.app.proxy.front.Reach;
import io.lockstep.app.rehearsal.RehearsalParts;
import io.lockstep.app.rehearsal.Rehearsals;
import io.lockstep.app.session.Parts;
import io.lockstep.app.settings.Folders;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.upgrade.ImageRule;
import io.lockstep.app.upgrade.act.FrontSpec;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineClient;
import io.lockstep.engine.control.UnixSocketTransport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Names the real parts the program is made of.
final class Wiring {
    private static final String ENGINE_NAME = "lockstep-engine";

    private Wiring() {}

    static Parts parts() {
        return new Parts(
                address -> ScopedHost.real(DockerHost.open(address)),
                UnixSocketTransport::new,
                EngineClient::over,
                Wiring::front,
                Wiring::registry,
                Optional.of(new Lookout(DockerReader::open, ScopedHost::real)),
                Wiring::adopted);
    }

    /// Nothing is done to an nginx that nobody adopted. One that leads by itself comes before one
    /// that hands everything to the engine already.
    private static Optional<AdoptedNginx> adopted(Settings settings) {
        var names = DockerNginx.found(settings.docker());
        return Stream.of(true, false)
                .flatMap(alone ->
                        names.stream().flatMap(name -> adopted(settings, name, alone).stream()))
                .findFirst();
    }

    private static Optional<AdoptedNginx> adopted(Settings settings, String name, boolean alone) {
        var nginx = DockerNginx.open(settings.docker(), name);
        try {
            var read =
                    AdoptedNginx.read(
                            nginx,
                            Backups.in(Folders.ofThisMachine()),
                            new Reach(Optional.empty(), Reach.PATIENCE));
            var adoption = read.adoption();
            if (!adoption.nothing() && adoption.engine().isEmpty() == alone) {
                return Optional.of(read);
            }
        } catch (ProblemException e) {
            // It stands before something else, or cannot be read: it was not adopted.
        }
        nginx.close();
        return Optional.empty();
    }

    private static Optional<Registry> registry(Settings settings) {
        var images = settings.upgrade().images();
        return Optional.of(
                new Registry(
                        ImageRule.of(settings.upgrade()).allowed(),
                        DockerCredentials.ofThisUser(),
                        images.cosignKey().map(CosignKey::read),
                        Patience.usual()));
    }

    static Window window() {
        return new ConsoleWindow();
    }

    static RehearsalParts rehearsal(Folders folders, Consumer<String> lines) {
        return new RehearsalParts(
                runtime -> host(runtime, folders),
                images(folders),
                UnixSocketTransport::new,
                EngineClient::over,
                java(),
                lines);
    }

    /// The engine's image is built here when the host lacks it: there is nothing to pull.
    private static FrontSpec front(Settings settings) {
        var image = "lockstep/engine:" + VersionCommand.number();
        return FrontSpec.of(settings.engine().container().orElse(ENGINE_NAME), image)
                .from(() -> engineArchive(image));
    }

    private static Path engineArchive(String image) {
        var archives = images(Folders.ofThisMachine());
        return archives.archive(ImagePlan.engine(image, archives.installation(), Map.of()));
    }

    private static ImageArchives images(Folders folders) {
        return new ImageArchives(folders.cache().resolve("images"), Installation.ofThisProcess());
    }

    private static ContainerHost host(String runtime, Folders folders) {
        return runtime.equals(Rehearsals.DOCKER)
                ? DockerHost.open(Optional.empty())
                : ProcessHost.open(folders.runtime().resolve("r"));
    }

    /// This program again, as another process.
    static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"));
    }
}
