package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptorsTest {

    /// Of 100, 10 are in use and 25 stay in reserve: 65 are for clients and their upstreams.
    private final Descriptors descriptors = new Descriptors(100, 10);

    @Test
    void eachClientCountsForItsUpstreamToo() {
        var clients = clients(32);

        assertThat(descriptors.forMore(1)).isFalse();
        var _ = clients.getFirst().close();
        assertThat(descriptors.forMore(1)).isTrue();
        assertThat(descriptors.forMore(2)).isFalse();
    }

    @Test
    void anUpstreamConnectionMakesNoOtherDifferenceWhileAClientHasRoomForIt() {
        var _ = clients(20);
        for (var i = 0; i < 20; i++) {
            descriptors.upstream(new EmbeddedChannel());
        }
        assertThat(descriptors.forMore(12)).isTrue();

        for (var i = 0; i < 24; i++) {
            descriptors.upstream(new EmbeddedChannel());
        }

        assertThat(descriptors.forMore(1)).isFalse();
    }

    @Test
    void aLimitTooLowForAnyoneStillServesOne() {
        assertThat(new Descriptors(16, 64).forMore(1)).isTrue();
    }

    private List<EmbeddedChannel> clients(int count) {
        var open = new ArrayList<EmbeddedChannel>();
        for (var i = 0; i < count; i++) {
            var client = new EmbeddedChannel();
            descriptors.client(client);
            open.add(client);
        }
        return open;
    }
}
