package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PipeTest {
    private final Pipe pipe = new Pipe();

    @Test
    void whatIsWrittenIsReadAfterItsWriterIsGone() throws Exception {
        var writer = Thread.ofVirtual().start(() -> write("hello"));
        writer.join();

        assertThat(pipe.source().readNBytes(5)).asString().isEqualTo("hello");
    }

    @Test
    void closingEndsTheReaderEvenWhenThePipeIsFull() throws IOException {
        var source = pipe.source();
        for (int i = 0; i < 16; i++) {
            write("x");
        }

        pipe.close();

        assertThat(source.readAllBytes()).hasSizeLessThanOrEqualTo(16);
        assertThatThrownBy(() -> pipe.sink().write(1)).isInstanceOf(IOException.class);
    }

    private void write(String text) {
        try {
            pipe.sink().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
