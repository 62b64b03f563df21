package io.lockstep.app.acting;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.lockstep.app.containers.registry.DockerCredentials;
import io.lockstep.app.containers.registry.Patience;
import io.lockstep.app.containers.registry.Registry;
import io.lockstep.app.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A version is worth a deposit only when MLNodes can change to it.
class VersionImagesTest {
    @TempDir private Path folder;

    private final HttpServer registry;

    VersionImagesTest() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(404, -1);
                    exchange.close();
                });
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    @Test
    void aVersionThatItsRegistryDoesNotHaveIsObjectedTo() {
        assertThat(images(Optional.empty()).objection("v3.0.99"))
                .hasValueSatisfying(words ->
                        assertThat(words)
                                .startsWith("No MLNode could change to v3.0.99: The registry")
                                .contains("has no tag 3.0.99"));
    }

    @Test
    void anArchiveOfTheOperatorIsEnough() throws IOException {
        Files.createFile(folder.resolve("3.0.99.tar"));

        assertThat(images(Optional.of(folder)).objection("v3.0.99")).isEmpty();
    }

    @Test
    void aRegistryThatIsAwayProvesNothingAndIsNotWaitedFor() {
        var images = images(Optional.empty());
        registry.stop(0);

        assertThat(images.objection("v3.0.99")).isEmpty();
    }

    private VersionImages images(Optional<Path> archives) {
        var host = "127.0.0.1:" + registry.getAddress().getPort();
        var usual = Settings.defaults().upgrade();
        var upgrade =
                new Settings.Upgrade(
                        host + "/product-science/mlnode:{tag}",
                        archives,
                        usual.policy(),
                        usual.settleBlocks(),
                        usual.drainLimit(),
                        usual.readyLimit(),
                        usual.holdLimit());
        var known =
                new Registry(
                        List.of(host),
                        new DockerCredentials(folder, ""),
                        Optional.empty(),
                        Patience.usual());
        return new VersionImages(upgrade, Optional.of(known));
    }
}
