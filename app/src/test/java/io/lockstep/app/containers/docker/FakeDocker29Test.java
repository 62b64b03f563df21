package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The fake keeps the contract in the dialect of Engine 29, which refuses what 20.10 speaks.
class FakeDocker29Test extends FakeDockerTest {

    @Override
    FakeDocker start() throws IOException {
        return FakeDocker.engine29(image());
    }

    @Test
    void theVersionTwentySpeaksIsTooOldForIt() {
        assertThat(new RawVersion(address(), "1.41").message())
                .isEqualTo(
                        "client version 1.41 is too old. Minimum supported API version is 1.44,"
                                + " please upgrade your client to a newer version");
    }

    @Test
    void whatIsSpokenLiesBetweenItsBounds() {
        assertThat(ApiVersion.parse(api().version()))
                .isBetween(new ApiVersion(1, 44), new ApiVersion(1, 52));
    }
}
