package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lockstep.engine.http.RequestScan;
import io.lockstep.engine.http.Step;
import io.netty.buffer.Unpooled;
import java.util.Locale;

/// Any bytes as a request target: what passes has one reading, and none that a decoder in an
/// upstream could turn into another version's path.
class TargetFuzzTest {

    @FuzzTest(maxDuration = "2m")
    void whatPassesHasOneReading(byte[] bytes) {
        var scan = new RequestScan();
        var head =
                Unpooled.wrappedBuffer(
                        "GET ".getBytes(ISO_8859_1),
                        bytes,
                        " HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1));
        var target = new Target();
        if (scan.read(head) != Step.DONE
                || !target.read(scan.bytes(), scan.targetFrom(), scan.targetTo())) {
            return;
        }

        var text = scan.target();
        var path = text.split("\\?", 2)[0].toLowerCase(Locale.ROOT);
        assertThat(text).startsWith("/").matches("[!-~]+");
        assertThat(path).doesNotContain("%2e", "%2f", "%5c", "\\", "#").doesNotStartWith("//");
        assertThat(path.split("/", -1)).doesNotContain(".", "..");
        assertThat(path).startsWith(text(target, target.from(), target.prefixTo()));
        assertThat(text(target, target.from(), target.pathTo())).isEqualTo(path);
    }

    /// Any bytes behind `GET http://a`: what is taken names the host that `Host` names, and its
    /// path is the one behind it.
    @FuzzTest(maxDuration = "2m")
    void anAbsoluteTargetIsOfTheHostThatIsAskedFor(byte[] bytes) {
        var scan = new RequestScan();
        var head =
                Unpooled.wrappedBuffer(
                        "GET http://a".getBytes(ISO_8859_1),
                        bytes,
                        " HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1));
        if (scan.read(head) != Step.DONE || !scan.target().startsWith("http://a")) {
            return;
        }

        var path = AbsoluteForm.pathFrom(scan);

        var rest = scan.target().substring("http://a".length());
        if (path < 0) {
            assertThat(rest).isNotEmpty().doesNotStartWith("/").doesNotStartWith("?");
        } else {
            assertThat(new String(scan.bytes(), path, scan.targetTo() - path, ISO_8859_1))
                    .isEqualTo(rest)
                    .matches("([/?].*)?");
        }
    }

    private static String text(Target target, int from, int to) {
        return new String(target.bytes(), from, to - from, ISO_8859_1).toLowerCase(Locale.ROOT);
    }
}
