package io.lockstep.app.containers.docker;

import io.lockstep.app.containers.TestImages;
import io.lockstep.app.testing.NeedsDocker;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// The real engine keeps the contract that the fake is held to.
@NeedsDocker
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealEngineIT extends EngineContract {
    private final Raw others = new Raw();

    @BeforeAll
    void anImage() {
        try (var host = DockerHost.open(Optional.empty())) {
            TestImages.load(host, others.prefix + ":1.0.0", Map.of());
        }
    }

    @AfterAll
    void nothingStays() {
        others.close();
    }

    @Override
    DockerAddress address() {
        return DockerAddress.of(Optional.empty());
    }

    @Override
    String image() {
        return others.prefix + ":1.0.0";
    }

    @Override
    String named(String name) {
        return others.prefix + "-" + name;
    }
}
