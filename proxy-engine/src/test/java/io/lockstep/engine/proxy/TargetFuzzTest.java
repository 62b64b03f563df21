package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Locale;

/// Any bytes as a request target: what passes has one reading, and none that a decoder in an
/// upstream could turn into another version's path.
class TargetFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void whatPassesHasOneReading(byte[] bytes) {
        var text = new String(bytes, ISO_8859_1);

        var target = Target.parse(text);

        target.ifPresent(read -> {
            var path = text.split("\\?", 2)[0].toLowerCase(Locale.ROOT);
            assertThat(text).startsWith("/").matches("[!-~]+");
            assertThat(path).doesNotContain("%2e", "%2f", "%5c", "\\", "#").doesNotStartWith("//");
            assertThat(path.split("/", -1)).doesNotContain(".", "..");
            assertThat(read.whole()).isEqualTo(text);
            var prefix = read.prefix().map(segment -> "/" + segment).orElse("");
            assertThat(text)
                    .isIn(
                            prefix + read.rest(),
                            (prefix + read.rest()).replaceFirst("/(\\?.*)?$", "$1"));
        });
    }
}
