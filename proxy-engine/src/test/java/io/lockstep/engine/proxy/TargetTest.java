package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @ParameterizedTest
    @CsvSource({
        "/v0.1.0/api/v1/state, v0.1.0, /api/v1/state",
        "/v0.1.0, v0.1.0, /",
        "/v0.1.0/, v0.1.0, /",
        "/v0.1.0?x=1, v0.1.0, /?x=1",
        "/v0.1.0/a?b=/../c, v0.1.0, /a?b=/../c",
        "/v0.1.0x/a, v0.1.0x, /a",
        "/v0.1.0/a%20b, v0.1.0, /a%20b",
        "/V0.1.0/a, V0.1.0, /a",
        "/v0.1.0/.../.a/b., v0.1.0, /.../.a/b.",
        "/v0.1.0/%2a%, v0.1.0, /%2a%"
    })
    void splitsAtTheFirstSegmentByteForByte(String target, String prefix, String rest) {
        var parsed = Target.parse(target).orElseThrow();

        assertThat(parsed.prefix()).contains(prefix);
        assertThat(parsed.rest()).isEqualTo(rest);
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
                "/v0.1.0%5Ca",
                "/v0.1.0\\a",
                "/v0.1.0/a b",
                "/v0.1.0/\u0000"
            })
    void refusesWhatCouldReachAnotherVersion(String target) {
        assertThat(Target.parse(target)).isEmpty();
    }

    @Test
    void theRootHasNoPrefix() {
        assertThat(Target.parse("/").orElseThrow().prefix()).isEmpty();
    }
}
