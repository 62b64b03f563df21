package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.route.Disposition;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client writes in a target reaches the version it names byte for byte, or none.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PrefixTest {
    private final RawUpstream first = RawUpstream.naming("one");
    private final RawUpstream second = RawUpstream.naming("two");
    private final Rig rig = Rig.before(first.address());

    @BeforeEach
    void routeTheSecond() {
        rig.routing.change(table ->
                table.withUpstream("v0.2.0", second.address())
                        .withRoute("v0.2.0", new Disposition.To("v0.2.0")));
    }

    @AfterEach
    void close() {
        rig.close();
        first.close();
        second.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v0.2.0/a, two /a",
        "/v0.2.0, two /",
        "/v0.2.0/, two /",
        "/v0.2.0?x=/../y, two /?x=/../y",
        "/v0.2.0//a//b, two //a//b",
        "/v0.2.0/a%20b%3F;c, two /a%20b%3F;c",
        "/v0.2.0/v1/a, two /v1/a",
        "/v0.2.0x/a, one /v0.2.0x/a",
        "/v0.2.0./a, one /v0.2.0./a",
        "/v0.2.0;/a, one /v0.2.0;/a",
        "/v0.2/a, one /v0.2/a",
        "/V0.2.0/a, one /V0.2.0/a",
        "/v0%30.2.0/a, one /v0%30.2.0/a",
        "/x/v0.2.0/a, one /x/v0.2.0/a",
        "http://a/v0.2.0/a, two /a",
        "HTTP://A/v0.2.0/a, two /a",
        "http://a/v0.2.0?x, two /?x",
        "http://a/b//c, one /b//c",
        "http://a, one /",
        "http://a?x=/v0.2.0/a, one /?x=/v0.2.0/a"
    })
    void theFirstSegmentChoosesByteForByte(String target, String answer) {
        assertThat(rig.get(target)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n" + answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/../v0.2.0/a",
                "/v1/./../v0.2.0/a",
                "/./v0.2.0/a",
                "/../v0.2.0/a",
                "/v0.2.0/..",
                "/v0.2.0/.",
                "/v0.2.0/../../a",
                "/%2e/v0.2.0/a",
                "/v1/%2e%2e/v0.2.0/a",
                "/v1/.%2E/v0.2.0/a",
                "/v1/%2e./v0.2.0/a",
                "/v1%2f..%2fv0.2.0/a",
                "/v0.2.0%2fa",
                "/v0.2.0%2Fa",
                "/v0.2.0%5ca",
                "/v0.2.0\\a",
                "\\v0.2.0/a",
                "/v1\\..\\v0.2.0/a",
                "//v0.2.0/a",
                "http://b/v0.2.0/a",
                "http://a:80/v0.2.0/a",
                "http://a@b/v0.2.0/a",
                "http://b@a/v0.2.0/a",
                "http:///v0.2.0/a",
                "http:/a/v0.2.0/a",
                "ftp://a/v0.2.0/a",
                "https://a/v0.2.0/a",
                "http://a//v0.2.0/a",
                "http://a/v1/../v0.2.0/a",
                "http://a/%2e/v0.2.0/a",
                "http://a/v1%2f..%2fv0.2.0/a",
                "http://a\\v0.2.0/a",
                "///v0.2.0/a",
                "//host/v0.2.0/a",
                "v0.2.0/a",
                "*",
                "/v0.2.0/a#b",
                "/v0.2.0/\u00e9"
            })
    void whatCouldBeReadAsAnotherVersionIsRefused(String target) {
        try (var client = rig.client()) {
            client.lines("GET " + target + " HTTP/1.1", "Host: a");

            assertThat(client.rest())
                    .startsWith("HTTP/1.1 400 ")
                    .containsIgnoringCase("connection: close");
        }
        assertThat(rig.routing.totals().values()).allMatch(total -> total.requests().sum() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Real-IP", "x-real-ip", "X-REAL-IP"})
    void nobodySetsTheRealAddressButUs(String name) {
        try (var upstream = RawUpstream.start();
                var own = Rig.before(upstream.address());
                var client = own.client()) {
            client.lines(
                    "GET / HTTP/1.1",
                    "Host: a",
                    name + ": 6.6.6.6",
                    name + ": 7.7.7.7",
                    "X-Forwarded-For: 1.1.1.1, 127.0.0.1",
                    "x-forwarded-for: 2.2.2.2");
            var head = upstream.next().head().toLowerCase(Locale.ROOT);

            assertThat(head)
                    .containsOnlyOnce("x-real-ip")
                    .contains("\r\nx-real-ip: 127.0.0.1\r\n")
                    .contains("\r\nx-forwarded-for: 1.1.1.1, 127.0.0.1, 2.2.2.2, 127.0.0.1\r\n")
                    .containsOnlyOnce("x-forwarded-for");
        }
    }

    @Test
    void severalEnginesInARowAreNoLoopAndACircleIs() {
        try (var last = Rig.before(first.address());
                var middle = Rig.before(last.address());
                var front = Rig.before(middle.address())) {
            assertThat(front.get("/a")).startsWith("HTTP/1.1 200 ").endsWith("one /a");

            last.routing.change(table -> table.withUpstream("v1", front.address()));

            assertThat(front.get("/a")).startsWith("HTTP/1.1 508 ");
            front.noLeaseIsLeft();
            last.noLeaseIsLeft();
        }
    }
}
