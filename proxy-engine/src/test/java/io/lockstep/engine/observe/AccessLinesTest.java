package io.lockstep.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessLinesTest {
    private static final String HOSTILE = hostile();

    @Test
    void aTextLineTellsAllOfAnExchange() {
        assertThat(AccessLines.of(LogSettings.Format.TEXT, Entries.to("/v1/a?b")))
                .isEqualTo(
                        "2026-01-02T03:04:05.006Z 127.0.0.1:8080 10.0.0.7 \"GET /v1/a?b\" 200 ok"
                                + " prefix=v1 upstream=v1 generation=4 in=12 out=345 connect=-"
                                + " first=1.235ms total=9.000ms waited id=\"req-1\"\n");
    }

    @Test
    void aJsonLineTellsTheSame() throws IOException {
        var line = AccessLines.of(LogSettings.Format.JSON, Entries.to("/v1/a?b"));

        var json = new JsonMapper().readTree(line);
        assertThat(json.get("time").asText()).isEqualTo("2026-01-02T03:04:05.006Z");
        assertThat(json.get("prefix").asText()).isEqualTo("v1");
        assertThat(json.get("generation").asLong()).isEqualTo(4);
        assertThat(json.get("outcome").asText()).isEqualTo("ok");
        assertThat(json.get("held").asBoolean()).isTrue();
        assertThat(json.get("bytesOut").asLong()).isEqualTo(345);
        assertThat(json.get("firstByteMs").asDouble()).isEqualTo(1.235);
        assertThat(json.get("requestId").asText()).isEqualTo("req-1");
        assertThat(json.has("connectMs")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(LogSettings.Format.class)
    void nothingAStrangerSendsBeginsALineOrSteersATerminal(LogSettings.Format format) {
        var line =
                AccessLines.of(
                        format,
                        Entries.of(HOSTILE, HOSTILE, Ending.REJECTED, Optional.of(HOSTILE)));

        assertThat(line).endsWith("\n");
        assertThat(line.substring(0, line.length() - 1).chars())
                .allMatch(c -> c >= ' ' && c <= '~');
    }

    @Test
    void whatIsEscapedCanBeToldFromWhatWasWrittenSo() throws IOException {
        var text = AccessLines.of(LogSettings.Format.TEXT, Entries.to("/a\r\n\u001b\\x0d\""));
        var json = AccessLines.of(LogSettings.Format.JSON, Entries.to(HOSTILE));

        assertThat(text).contains("\"GET /a\\x0d\\x0a\\x1b\\\\x0d\\\"\" 200");
        assertThat(new JsonMapper().readTree(json).get("target").asText()).isEqualTo(HOSTILE);
    }

    /// Every character of the first plane's beginning, and what ends a line elsewhere.
    private static String hostile() {
        var all = new StringBuilder();
        for (var c = 0; c < 0x180; c++) {
            all.append((char) c);
        }
        return all.append('\u2028').append('\u202e').toString();
    }
}
