package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One engine with a listener that strips the version prefix and one that keeps it.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StripTest {
    private final RawUpstream one = RawUpstream.naming("one");
    private final RawUpstream two = RawUpstream.naming("two");
    private final RawUpstream inference = RawUpstream.naming("inference");
    private ProxyServer proxy;

    @BeforeEach
    void open() {
        var table =
                RoutingTable.empty()
                        .withUpstream("v1", one.address())
                        .withUpstream("v2", two.address())
                        .withRoute("v1", new Disposition.To("v1"))
                        .withRoute("v2", new Disposition.To("v2"))
                        .withDefault(new Disposition.To("v1"));
        proxy =
                ProxyServer.open(
                        List.of(
                                Listen.parse("127.0.0.1:0"),
                                Listen.parse("127.0.0.1:0,strip=off"),
                                Listen.parse(
                                        "127.0.0.1:0=%d,strip=off"
                                                .formatted(inference.address().getPort()))),
                        Optional.of(1),
                        new Routing(table),
                        new Traffic(System::nanoTime),
                        ProxyLimits.standard());
    }

    @AfterEach
    void close() {
        proxy.close();
        one.close();
        two.close();
        inference.close();
    }

    @Test
    void theStrippingListenerRemovesThePrefixThatChoseTheRoute() {
        assertThat(get(0, "/v2/api/v1/state?a=%20b")).endsWith("two /api/v1/state?a=%20b");
        assertThat(get(0, "/v2")).endsWith("two /");
        assertThat(get(0, "/v2x/a")).endsWith("one /v2x/a");
    }

    @Test
    void theOtherOneRoutesByThePrefixAndLeavesThePathWhole() {
        assertThat(get(1, "/v2/api/v1/state?a=%20b")).endsWith("two /v2/api/v1/state?a=%20b");
        assertThat(get(1, "/v2")).endsWith("two /v2");
        assertThat(get(1, "/v2?x")).endsWith("two /v2?x");
        assertThat(get(1, "/v1/a")).endsWith("one /v1/a");
        assertThat(get(1, "/v2x/a")).endsWith("one /v2x/a");
    }

    @Test
    void theUpstreamsOtherPortIsReachedWithThePathWholeToo() {
        assertThat(get(2, "/v2/health")).endsWith("inference /v2/health");
    }

    @Test
    void whatCouldReachAnotherVersionIsRefusedThereAsWell() {
        assertThat(get(1, "/v2/../v1/a")).startsWith("HTTP/1.1 400 ");
        assertThat(get(1, "/v2/%2e%2e/v1/a")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void eachListenerIsToldWithWhatItDoes() {
        assertThat(proxy.listeners().get(0)).doesNotContain("strip");
        assertThat(proxy.listeners().get(1)).endsWith(",strip=off");
    }

    private String get(int listener, String target) {
        try (var client = Wire.to(proxy.addresses().get(listener))) {
            return client.send("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").answer();
        }
    }
}
