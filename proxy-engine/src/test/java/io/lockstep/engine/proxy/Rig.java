package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.observe.AccessLog;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// A proxy on a port of its own, with `v1` as default and routed by prefix.
final class Rig implements AutoCloseable {
    final Routing routing;
    final AccessLog log = new AccessLog();
    final Traffic traffic = new Traffic(System::nanoTime, log);
    final ProxyServer proxy;

    private Rig(Listen listen, URI upstream, ProxyLimits limits, Edges edges) {
        this.routing =
                new Routing(
                        RoutingTable.empty()
                                .withUpstream("v1", upstream)
                                .withRoute("v1", new Disposition.To("v1"))
                                .withDefault(new Disposition.To("v1")));
        this.proxy =
                ProxyServer.open(List.of(listen), Optional.of(2), routing, traffic, limits, edges);
    }

    static Rig before(URI upstream) {
        return before(upstream, ProxyLimits.standard());
    }

    static Rig before(URI upstream, ProxyLimits limits) {
        return with(upstream, limits, Edges.standard());
    }

    static Rig with(URI upstream, ProxyLimits limits, Edges edges) {
        return new Rig(Listen.plain("127.0.0.1", 0, OptionalInt.empty()), upstream, limits, edges);
    }

    /// @param listen as `--listen` takes it
    static Rig listening(String listen, URI upstream, ProxyLimits limits) {
        return new Rig(Listen.parse(listen), upstream, limits, Edges.standard());
    }

    /// As an upstream's address.
    URI address() {
        return URI.create("http://" + proxy.addresses().getFirst());
    }

    Wire client() {
        return Wire.to(proxy.addresses().getFirst());
    }

    /// One GET on a connection of its own.
    String get(String target) {
        try (var client = client()) {
            return client.send("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").answer();
        }
    }

    void hold(Duration limit) {
        routing.change(table -> table.withDefault(new Disposition.Hold("v1", limit)));
    }

    void noLeaseIsLeft() {
        eventually(() -> routing.inFlight("v1") == 0);
        eventually(() -> traffic.reading().inFlight() == 0);
    }

    /// Waits for what another thread is about to make true.
    static void eventually(BooleanSupplier condition) {
        eventually(condition, () -> "ten seconds were not enough");
    }

    /// @param otherwise what to say when it does not become true
    static void eventually(BooleanSupplier condition, Supplier<String> otherwise) {
        var never = new CountDownLatch(1);
        try {
            for (var i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
                assertThat(never.await(10, TimeUnit.MILLISECONDS)).isFalse();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(condition.getAsBoolean()).as(otherwise).isTrue();
    }

    @Override
    public void close() {
        proxy.close();
    }
}
