package io.lockstep.app.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EventReaderTest {

    @Test
    void anEventIsReadWhereverItIsCutInTwo() throws Exception {
        var stream = "2a\r\ndata: {\"t\":%d,\"x\":1}\n\n\r\n".formatted(System.nanoTime());
        try (var loop = Loop.open()) {
            for (var cut = 0; cut <= stream.length(); cut++) {
                var streams = new Streams(loop, 1, "/", 1);
                var reader = new EmbeddedChannel(new EventReader(streams, "/"));

                reader.writeInbound(bytes(stream.substring(0, cut)));
                reader.writeInbound(bytes(stream.substring(cut)));

                assertThat(streams.open(Duration.ZERO)).as("cut at %d", cut).isEqualTo(1);
                reader.finishAndReleaseAll();
            }
        }
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
