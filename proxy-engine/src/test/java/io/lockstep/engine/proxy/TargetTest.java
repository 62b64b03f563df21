package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    private final Target parsed = new Target();

    @ParameterizedTest
    @CsvSource({
        "/v0.1.0/api/v1/state, v0.1.0, /api/v1/state",
        "/v0.1.0, v0.1.0, ''",
        "/v0.1.0/, v0.1.0, /",
        "/v0.1.0?x=1, v0.1.0, ?x=1",
        "/v0.1.0/a?b=/../c, v0.1.0, /a?b=/../c",
        "/v0.1.0x/a, v0.1.0x, /a",
        "/v0.1.0/a%20b, v0.1.0, /a%20b",
        "/V0.1.0/a, V0.1.0, /a",
        "/v0.1.0/.../.a/b., v0.1.0, /.../.a/b.",
        "/v0.1.0/%2a%, v0.1.0, /%2a%"
    })
    void splitsAtTheFirstSegmentByteForByte(String target, String prefix, String rest) {
        var bytes = target.getBytes(ISO_8859_1);

        assertThat(read(bytes)).isTrue();
        assertThat(text(bytes, parsed.prefixFrom(), parsed.prefixTo())).isEqualTo(prefix);
        assertThat(text(bytes, parsed.prefixTo(), parsed.to())).isEqualTo(rest);
        assertThat(parsed.hasPrefix()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v0.1.0/a",
                "http://host/v0.1.0",
                "*",
                "//v0.1.0/a",
                "/./v0.1.0/a",
                "/.",
                "/..",
                "/v0.1.0/.",
                "/v0.1.0/..",
                "/v0.1.0/..?x=1",
                "/v0.1.0/a/./b",
                "/v0.1.0/../v0.2.0/a",
                "/%2e%2E/v0.1.0",
                "/v0.1.0%2fa",
                "/v0.1.0%5Ca"
            })
    void refusesWhatCouldReachAnotherVersion(String target) {
        assertThat(read(target.getBytes(ISO_8859_1))).isFalse();
    }

    @Test
    void aTargetWithoutAPathIsTheRoot() {
        var bytes = "http://host?x=/v1/".getBytes(ISO_8859_1);

        parsed.readPathless(bytes, 11, bytes.length);

        assertThat(parsed.isPathless()).isTrue();
        assertThat(parsed.hasPrefix()).isFalse();
        assertThat(text(bytes, parsed.pathTo(), parsed.to())).isEqualTo("?x=/v1/");
        assertThat(read("/v1".getBytes(ISO_8859_1))).isTrue();
        assertThat(parsed.isPathless()).isFalse();
    }

    @Test
    void theRootHasNoPrefix() {
        assertThat(read("/".getBytes(ISO_8859_1))).isTrue();
        assertThat(parsed.hasPrefix()).isFalse();
    }

    private boolean read(byte[] target) {
        return parsed.read(target, 0, target.length);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, ISO_8859_1);
    }
}
