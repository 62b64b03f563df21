package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.TestImages;
import io.lockstep.app.testing.NeedsDocker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looks into the caches of real containers that were never started.
@NeedsDocker
class DockerWeightsIT {
    private static final String MODEL = "Qwen/QwQ-32B";

    @TempDir private Path cache;

    private final Raw others = new Raw();
    private final DockerHost host = DockerHost.open(Optional.empty());

    @BeforeEach
    void image() {
        TestImages.load(host, others.prefix + ":1.0.0", Map.of("of", others.prefix));
    }

    @AfterEach
    void clean() {
        others.close();
        host.close();
    }

    @Test
    void weightsInAMountedCacheAreSeenThroughTheEngine() throws Exception {
        var node = node("\"HF_HUB_OFFLINE=true\"", cache + ":/root/.cache");
        assertThat(host.hasWeights(node, MODEL)).contains(false);

        Files.createDirectories(cache.resolve("hub/models--Qwen--QwQ-32B/snapshots"));

        assertThat(host.hasWeights(node, MODEL)).contains(true);
        assertThat(host.hasWeights(node, "Qwen/Other")).contains(false);
    }

    @Test
    void aNodeThatMayDownloadIsNotAsked() {
        var node = node("\"HF_HUB_OFFLINE=0\"", cache + ":/root/.cache");

        assertThat(host.hasWeights(node, MODEL)).isEmpty();
    }

    @Test
    void aCacheThatACloneWouldNotShareDoesNotCount() {
        var node = node("\"HF_HUB_OFFLINE=1\"", cache + ":/elsewhere");

        assertThat(host.hasWeights(node, MODEL)).contains(false);
    }

    private String node(String variable, String bind) {
        return others.container(
                "node",
                """
                {"Image":"%s:1.0.0","Cmd":["serve"],"Env":["HF_HOME=/root/.cache",%s],
                 "HostConfig":{"Binds":["%s"]}}\
                """
                        .formatted(others.prefix, variable, bind));
    }
}
