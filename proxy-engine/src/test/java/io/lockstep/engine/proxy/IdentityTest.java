package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.proxy.Identity.Pem;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {

    @TempDir private static Path folder;
    private static Pems curve;
    private static Pems prime;

    @BeforeAll
    static void create() {
        curve = Pems.create(folder, "curve", "EC");
        prime = Pems.create(folder, "prime", "RSA");
    }

    @Test
    void keysOfEachKindAreReadWithTheirChain() throws IOException {
        var edwards = Pems.create(folder, "edwards", "Ed25519");
        for (var pems : List.of(curve, prime, edwards)) {
            assertThat(read(pems.certificate(), pems.key()).chain()).containsExactly(pems.leaf());
        }
        var chain =
                Files.writeString(
                        folder.resolve("chain.crt"),
                        Files.readString(curve.certificate())
                                + Files.readString(prime.certificate()));

        assertThat(read(chain, curve.key()).chain()).containsExactly(curve.leaf(), prime.leaf());
    }

    @ParameterizedTest
    @CsvSource({
        "none.crt, curve.key, 'a names FOLDER/none.crt, which cannot be used: there is no such file'",
        "curve.crt, none.key, 'b names FOLDER/none.key, which cannot be used: there is no such file'",
        "curve.key, curve.key, a names FOLDER/curve.key",
        "curve.crt, curve.crt, 'b names FOLDER/curve.crt, which cannot be used: it holds no unencrypted'",
        "curve.crt, prime.key, 'it is not the key of the certificate FOLDER/curve.crt'",
        "prime.crt, curve.key, 'it is not the key of the certificate FOLDER/prime.crt'",
        "curve.crt, other.key, 'it is not the key of the certificate FOLDER/curve.crt'",
        "curve.crt, cut.key, 'b names FOLDER/cut.key, which cannot be used: its key'",
        ".., curve.key, 'a names FOLDER/.., which cannot be used'"
    })
    void whatCannotBeUsedIsNamedWithItsFlag(String certificate, String key, String told)
            throws IOException {
        if (Files.notExists(folder.resolve("other.key"))) {
            Pems.create(folder, "other", "EC");
            Files.writeString(
                    folder.resolve("cut.key"),
                    "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n");
        }

        assertThatThrownBy(() -> read(folder.resolve(certificate), folder.resolve(key)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(told.replace("FOLDER", folder.toString()))
                .hasMessageContaining("Nothing was started.");
    }

    @Test
    void oneBadCertificateKeepsEveryListenerFromOpening() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var good = Listen.plain("127.0.0.1", port, OptionalInt.empty());
        var bad =
                Listen.parse(
                        "127.0.0.1:0,tls-cert=%s,tls-key=%s"
                                .formatted(curve.certificate(), prime.key()));

        assertThatThrownBy(() ->
                        ProxyServer.open(
                                List.of(good, bad),
                                Optional.of(1),
                                new Routing(RoutingTable.empty()),
                                new Traffic(System::nanoTime),
                                ProxyLimits.standard()))
                .hasMessageContaining("tls-key of --listen names " + prime.key());
        try (var again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.isBound()).isTrue();
        }
    }

    private static Identity read(Path certificate, Path key) {
        return Identity.read(new Pem("a", certificate), new Pem("b", key));
    }
}
