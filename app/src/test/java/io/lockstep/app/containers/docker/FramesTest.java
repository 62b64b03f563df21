package io.lockstep.app.containers.docker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FramesTest {
    @Test
    void standardErrorIsPassedOverOrMixedIn() throws IOException {
        assertThat(
                        new Frames(in(frame(1, "a"), frame(2, "x"), frame(1, "b")), false)
                                .readAllBytes())
                .asString(US_ASCII)
                .isEqualTo("ab");
        assertThat(new Frames(in(frame(1, "a"), frame(2, "x"), frame(1, "b")), true).readAllBytes())
                .asString(US_ASCII)
                .isEqualTo("axb");
    }

    @Test
    void plainTextInPlaceOfFramesIsAnErrorOfTheStream() {
        var complaint = in("OCI runtime exec failed: exec failed".getBytes(US_ASCII));

        assertThatThrownBy(() -> new Frames(complaint, false).readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no multiplexed stream");
    }

    private static byte[] frame(int kind, String text) {
        var frame = new byte[8 + text.length()];
        frame[0] = (byte) kind;
        frame[7] = (byte) text.length();
        System.arraycopy(text.getBytes(US_ASCII), 0, frame, 8, text.length());
        return frame;
    }

    private static ByteArrayInputStream in(byte[]... pieces) {
        var all = new ByteArrayOutputStream();
        for (var piece : pieces) {
            all.writeBytes(piece);
        }
        return new ByteArrayInputStream(all.toByteArray());
    }
}
