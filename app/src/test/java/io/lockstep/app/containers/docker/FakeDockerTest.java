package io.lockstep.app.containers.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// The fake keeps the contract in the dialect of Engine 20.10.
class FakeDockerTest extends EngineContract {
    private static final String IMAGE = "ghcr.io/product-science/mlnode:3.0.9";

    private Optional<FakeDocker> fake = Optional.empty();

    FakeDocker start() throws IOException {
        return FakeDocker.engine20(IMAGE);
    }

    @Override
    DockerAddress address() {
        if (fake.isEmpty()) {
            try {
                fake = Optional.of(start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return DockerAddress.of(fake.map(FakeDocker::address));
    }

    @Override
    void stop() {
        fake.ifPresent(FakeDocker::close);
    }

    @Override
    String image() {
        return IMAGE;
    }

    @Override
    String named(String name) {
        return "join-" + name;
    }
}
