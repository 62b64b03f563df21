package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.RoutingTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PinnedUpstreamTest {
    private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

    @TempDir private static Path folder;
    private static Pems theirs;
    private static Pems ours;

    private RawUpstream upstream;

    @BeforeAll
    static void create() {
        theirs = Pems.create(folder, "upstream", "EC");
        ours = Pems.create(folder, "engine", "EC");
    }

    @BeforeEach
    void open() throws IOException {
        var server =
                (SSLServerSocket)
                        theirs.context()
                                .getServerSocketFactory()
                                .createServerSocket(0, 64, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        upstream = RawUpstream.on(server);
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void theUpstreamOfThePinnedKeyIsReachedWithOurCertificate() throws IOException {
        try (var rig = rig(PinnedKeys.pin(theirs.leaf()));
                var client = rig.client()) {
            client.send(GET);
            var server = upstream.next();
            for (var i = 0; i < 3; i++) {
                assertThat(server.head()).startsWith("GET /x HTTP/1.1\r\n");
                server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
                assertThat(client.answer()).endsWith("hi");
                client.send(GET);
            }

            var seen = ((SSLSocket) server.socket()).getSession().getPeerCertificates()[0];
            assertThat(seen).isEqualTo(ours.leaf());
            assertThat(upstream.nobodyWaits()).isTrue();
        }
    }

    @Test
    void anotherKeyGetsNothingOfTheRequest() {
        try (var rig = rig(PinnedKeys.pin(ours.leaf()));
                var client = rig.client()) {
            client.send("GET /secret HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(upstream.next().rest()).isIn("", "(reset)");
            assertThat(client.answer())
                    .startsWith("HTTP/1.1 502 ")
                    .contains("its certificate's key is not the pinned one");
            rig.noLeaseIsLeft();
        }
    }

    @Test
    void aSecondPinCoversAChangeOfKeys() {
        try (var rig = rig(PinnedKeys.pin(ours.leaf()), PinnedKeys.pin(theirs.leaf()));
                var client = rig.client()) {
            client.send(GET);

            assertThat(upstream.next().head()).startsWith("GET /x ");
        }
    }

    @Test
    void anUpstreamThatDoesNotSpeakTlsGetsNothingOfTheRequest() {
        try (var plain = RawUpstream.start();
                var rig =
                        Rig.with(
                                secure(plain.address()),
                                ProxyLimits.standard(),
                                edges(PinnedKeys.pin(theirs.leaf())));
                var client = rig.client()) {
            client.send("GET /secret HTTP/1.1\r\nHost: a\r\n\r\n");
            var server = plain.next();
            server.send("HTTP/1.1 400 No\r\n\r\n");

            assertThat(client.answer())
                    .startsWith("HTTP/1.1 502 ")
                    .contains("it does not speak TLS");
            assertThat(server.rest()).doesNotContain("secret");
        }
    }

    @Test
    void aHandshakeThatNeverEndsIsGivenUp() {
        try (var mute = RawUpstream.start();
                var rig =
                        Rig.with(
                                secure(mute.address()),
                                ProxyLimits.standard().withConnect(Duration.ofMillis(200)),
                                edges(PinnedKeys.pin(theirs.leaf())))) {
            assertThat(rig.get("/"))
                    .startsWith("HTTP/1.1 502 ")
                    .contains("its TLS handshake takes too long");
        }
    }

    @Test
    void anAnswerCutWithoutTheClosingAlertIsShownAsCut() throws IOException {
        try (var below = RawUpstream.start();
                var rig =
                        Rig.with(
                                secure(below.address()),
                                ProxyLimits.standard(),
                                edges(PinnedKeys.pin(theirs.leaf())));
                var client = rig.client()) {
            client.send(GET);
            var plain = below.next();
            var server = over(plain.socket());
            server.head();
            server.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc");
            client.head();
            assertThat(client.chunk()).isEqualTo("abc");
            plain.close();

            assertThat(client.rest()).doesNotContain("0\r\n");
            rig.noLeaseIsLeft();
        }
    }

    @Test
    void plainAndTlsToOneAddressNeverShareAConnection() {
        try (var plain = RawUpstream.start();
                var rig =
                        Rig.with(
                                plain.address(),
                                ProxyLimits.standard(),
                                edges(PinnedKeys.pin(theirs.leaf())))) {
            try (var client = rig.client()) {
                client.send(GET);
                var server = plain.next();
                server.head();
                server.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                client.answer();
                rig.routing.change(table ->
                        table.withUpstream("v2", secure(plain.address()))
                                .withDefault(new Disposition.To("v2")));

                client.send("GET /secret HTTP/1.1\r\nHost: a\r\n\r\n");
                var greeted = plain.next();

                assertThat(greeted.read()).isEqualTo(0x16);
                greeted.close();
                assertThat(client.answer()).startsWith("HTTP/1.1 502 ");
            }
        }
    }

    @Test
    void aTableWithAnUpstreamWithoutAPinIsRefused() {
        var trust = edges(PinnedKeys.pin(theirs.leaf())).trust();
        var known = RoutingTable.empty().withUpstream("v1", URI.create("https://127.0.0.1:9"));

        trust.check(known);

        assertThatThrownBy(() ->
                        trust.check(known.withUpstream("v2", URI.create("https://other:8443"))))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("https://other:8443 has no pinned key")
                .hasMessageContaining("--upstream-pin other=");
    }

    private Wire over(Socket plain) throws IOException {
        var factory = theirs.context().getSocketFactory();
        var server = (SSLSocket) factory.createSocket(plain, "", plain.getPort(), false);
        server.setUseClientMode(false);
        return Wire.over(server);
    }

    private Rig rig(String... pins) {
        return Rig.with(secure(upstream.address()), ProxyLimits.standard(), edges(pins));
    }

    private Edges edges(String... pins) {
        var named = List.of(pins).stream().map(pin -> "127.0.0.1=" + pin).toList();
        return new Edges(
                Optional.empty(),
                UpstreamTrust.of(named, Optional.of(ours.certificate()), Optional.of(ours.key())));
    }

    private static URI secure(URI plain) {
        return URI.create("https://" + plain.getAuthority());
    }
}
