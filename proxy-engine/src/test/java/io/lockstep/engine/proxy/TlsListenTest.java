package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TlsListenTest {
    private static final String GET = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

    private final RawUpstream upstream = RawUpstream.start();

    @TempDir private static Path folder;
    private static Pems pems;

    private Rig rig;

    @BeforeAll
    static void create() {
        pems = Pems.create(folder, "one", "EC");
    }

    @BeforeEach
    void open() {
        rig = listening("");
    }

    @AfterEach
    void close() {
        rig.close();
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void requestsAreAnsweredOverTls(String version) throws IOException {
        try (var socket = connect(version);
                var client = Wire.over(socket)) {
            client.send(GET);
            var server = upstream.next();
            for (var i = 0; i < 3; i++) {
                assertThat(server.head().toLowerCase(Locale.ROOT))
                        .startsWith("get /x http/1.1\r\n")
                        .contains("x-real-ip: 127.0.0.1")
                        .doesNotContain("x-forwarded-proto");
                server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");

                assertThat(client.answer()).startsWith("HTTP/1.1 200 OK").endsWith("hi");
                if (i < 2) {
                    client.send(GET);
                }
            }
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void onlyHttp11IsAgreedOnAndOldVersionsAreNot() throws IOException {
        try (var socket = connect("TLSv1.3")) {
            var offer = socket.getSSLParameters();
            offer.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            socket.setSSLParameters(offer);
            socket.startHandshake();

            assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
        }
        assertThatThrownBy(
                        () -> {
                            try (var old = connect("TLSv1.1")) {
                                old.startHandshake();
                            }
                        })
                .isInstanceOf(IOException.class);
    }

    @Test
    void eachChunkArrivesBeforeTheNextIsSent() throws IOException {
        try (var client = client()) {
            client.send(GET);
            var server = upstream.next();
            server.head();
            server.lines("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
            client.head();

            for (var i = 0; i < 10; i++) {
                server.send("2\r\n%02d\r\n".formatted(i));
                assertThat(client.chunk()).isEqualTo("%02d".formatted(i));
            }
            server.send("0\r\n\r\n");
            assertThat(client.until("\r\n\r\n")).isEqualTo("0\r\n\r\n");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void anEndByCloseCarriesTheClosingAlertAndACutDoesNot() throws IOException {
        try (var whole = connect("TLSv1.3");
                var client = Wire.over(whole)) {
            client.send("GET / HTTP/1.0\r\n\r\n");
            answerInChunks(upstream.next(), true);

            assertThat(client.rest()).endsWith("\r\n\r\nabc");
        }
        try (var cut = connect("TLSv1.3");
                var client = Wire.over(cut)) {
            client.send("GET / HTTP/1.0\r\n\r\n");
            answerInChunks(upstream.next(), false);

            assertThat(client.rest()).endsWith("abc(reset)");
        }
    }

    private static void answerInChunks(Wire server, boolean whole) {
        server.head();
        server.lines("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
        server.send("3\r\nabc\r\n");
        if (whole) {
            server.send("0\r\n\r\n");
        } else {
            server.reset();
        }
    }

    @Test
    void aTunnelRunsOverTls() throws IOException {
        try (var client = client()) {
            client.lines(
                    "GET /ws HTTP/1.1", "Host: a", "Connection: upgrade", "Upgrade: websocket");
            var server = upstream.next();
            server.head();
            server.lines("HTTP/1.1 101 Go", "Connection: upgrade", "Upgrade: websocket");
            client.head();

            client.send("ping");
            assertThat(server.take(4)).isEqualTo("ping");
            server.send("pong");
            server.close();

            assertThat(client.rest()).isEqualTo("pong");
        }
        rig.noLeaseIsLeft();
    }

    @Test
    void plainTextIsNeverReadAsARequest() {
        try (var client = rig.client()) {
            client.send(GET);

            assertThat(client.rest()).doesNotContain("HTTP/1.1");
        }
        assertThat(upstream.nobodyWaits()).isTrue();
    }

    @Test
    void aHandshakeThatDoesNotEndInTimeEndsTheConnection() {
        rig.close();
        rig = listening("", ProxyLimits.standard().withHead(Duration.ofMillis(300)));
        try (var silent = rig.client();
                var slow = rig.client()) {
            slow.send("\u0016\u0003\u0001\u0002");

            assertThat(silent.rest()).doesNotContain("HTTP");
            assertThat(slow.rest()).doesNotContain("HTTP");
        }
    }

    @Test
    void theProxyHeaderComesBeforeTheHandshake() throws IOException {
        rig.close();
        rig = listening(",proxy-protocol=on");
        var plain = new Socket(InetAddress.getLoopbackAddress(), port());
        plain.getOutputStream()
                .write("PROXY TCP4 203.0.113.7 10.0.0.1 40000 443\r\n".getBytes(UTF_8));
        var factory = pems.context().getSocketFactory();
        try (var client = Wire.over(factory.createSocket(plain, "localhost", port(), true))) {
            client.send(GET);
            var server = upstream.next();

            assertThat(server.head()).containsIgnoringCase("x-real-ip: 203.0.113.7");
            server.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aChangedCertificateIsTakenIntoUseAndABadOneIsNot() throws IOException {
        var two = Pems.create(folder, "two", "RSA");
        var certificate = copy(pems.certificate(), "now.crt");
        var key = copy(pems.key(), "now.key");
        var tls = ServerTls.open(new Listen.Tls(certificate, key));
        var before = tls.context();

        Files.writeString(certificate, "garbage");
        later(certificate, 10);
        tls.refresh();
        assertThat(tls.context()).isSameAs(before);
        copy(two.key(), "now.key");
        copy(two.certificate(), "now.crt");
        later(certificate, 20);
        tls.refresh();

        assertThat(tls.context()).isNotSameAs(before);
    }

    @Test
    void aListenerLooksForAChangedCertificateByItself() throws IOException {
        var two = Pems.create(folder, "three", "EC");
        var certificate = copy(pems.certificate(), "own.crt");
        var key = copy(pems.key(), "own.key");
        rig.close();
        var listen = "127.0.0.1:0,tls-cert=%s,tls-key=%s".formatted(certificate, key);
        rig = Rig.listening(listen, upstream.address(), ProxyLimits.standard());
        assertThat(shown()).isEqualTo(pems.leaf());

        copy(two.key(), "own.key");
        copy(two.certificate(), "own.crt");
        later(certificate, 10);

        Rig.eventually(() -> shown().equals(two.leaf()));
    }

    private static Path copy(Path file, String name) throws IOException {
        return Files.copy(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void later(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
    }

    private Certificate shown() {
        try (var socket = connect("TLSv1.3")) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Rig listening(String more) {
        return listening(more, ProxyLimits.standard());
    }

    private Rig listening(String more, ProxyLimits limits) {
        var listen =
                "127.0.0.1:0,tls-cert=%s,tls-key=%s%s"
                        .formatted(pems.certificate(), pems.key(), more);
        return Rig.listening(listen, upstream.address(), limits);
    }

    private Wire client() throws IOException {
        return Wire.over(connect("TLSv1.3"));
    }

    private SSLSocket connect(String version) throws IOException {
        var socket =
                (SSLSocket)
                        pems.context()
                                .getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), port());
        socket.setEnabledProtocols(new String[] {version});
        socket.setSoTimeout(10_000);
        return socket;
    }

    private int port() {
        var address = rig.proxy.addresses().getFirst();
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
