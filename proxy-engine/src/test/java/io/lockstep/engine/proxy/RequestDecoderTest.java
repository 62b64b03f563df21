package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The decoder without a network: where the bytes are cut must not matter.
class RequestDecoderTest {
    private static final String TWO =
            """
            POST /a HTTP/1.1
            Host: a
            Transfer-Encoding: chunked

            3;x=y
            abc
            10
            0123456789abcdef
            0
            T: 1

            GET /b HTTP/1.1
            Host: a

            """
                    .replace("\n", "\r\n");

    private final EmbeddedChannel channel =
            new EmbeddedChannel(new RequestDecoder(Duration.ofSeconds(20)));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 1000})
    void aBodyInChunksAndTheRequestAfterItAreReadHoweverTheyAreCut(int step) {
        for (var at = 0; at < TWO.length(); at += step) {
            var piece = TWO.substring(at, Math.min(TWO.length(), at + step));
            boolean _ = channel.writeInbound(Unpooled.copiedBuffer(piece, US_ASCII));
        }

        var read = read();
        assertThat(read).allMatch(object -> object.decoderResult().isSuccess());
        assertThat(
                        read.stream()
                                .filter(HttpRequest.class::isInstance)
                                .map(HttpRequest.class::cast)
                                .map(HttpRequest::uri))
                .containsExactly("/a", "/b");
        assertThat(body(read)).isEqualTo("abc0123456789abcdef");
        assertThat(read).filteredOn(LastHttpContent.class::isInstance).hasSize(2);
    }

    private List<HttpObject> read() {
        var read = new ArrayList<HttpObject>();
        for (HttpObject next = channel.readInbound(); next != null; next = channel.readInbound()) {
            read.add(next);
        }
        return read;
    }

    private static String body(List<HttpObject> read) {
        var text = new StringBuilder();
        for (var object : read) {
            if (object instanceof HttpContent content) {
                text.append(content.content().toString(US_ASCII));
                content.release();
            }
        }
        return text.toString();
    }
}
