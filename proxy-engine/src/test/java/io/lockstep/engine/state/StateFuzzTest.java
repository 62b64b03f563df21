package io.lockstep.engine.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Any bytes as the state that was kept: they are read, or refused with the one exception that the
/// engine starts in spite of.
class StateFuzzTest {
    private static final JsonMapper JSON = new JsonMapper();

    @FuzzTest(maxDuration = "5m")
    void anyFileIsReadOrRefused(byte[] bytes) {
        read(bytes);
    }

    /// As [#anyFileIsReadOrRefused], behind a checksum that is right.
    @FuzzTest(maxDuration = "5m")
    void anyContentIsReadOrRefused(byte[] bytes) throws NoSuchAlgorithmException {
        try {
            read(document(JSON.readTree(bytes)));
        } catch (IOException e) {
            read(bytes);
        }
    }

    private static void read(byte[] bytes) {
        try {
            var state = StateText.read(bytes);
            assertThat(StateText.read(StateText.write(state))).isEqualTo(state);
        } catch (IOException e) {
            assertThat(e).hasMessageStartingWith("it");
        }
    }

    private static byte[] document(JsonNode content) throws NoSuchAlgorithmException {
        var sha = MessageDigest.getInstance("SHA-256").digest(content.toString().getBytes(UTF_8));
        var document = JSON.createObjectNode().put("format", 1);
        document.put("sha256", HexFormat.of().formatHex(sha)).set("state", content);
        return document.toString().getBytes(UTF_8);
    }
}
