package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// A fresh self-signed certificate, as PEM files and as a TLS context of the JDK.
public record Pems(Path certificate, Path key, KeyStore store) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    /// Made by the JDK's own keytool.
    ///
    /// @param kind `EC` or `RSA`
    public static Pems create(Path folder, String name, String kind) {
        try {
            var file = folder.resolve(name + ".p12");
            var made = keytool(file, name, kind).start();
            if (!made.waitFor(30, TimeUnit.SECONDS) || made.exitValue() != 0) {
                throw new AssertionError(
                        new String(made.getInputStream().readAllBytes(), US_ASCII));
            }
            var store = KeyStore.getInstance(file.toFile(), PASSWORD);
            var key = store.getKey("own", PASSWORD).getEncoded();
            return new Pems(
                    write(
                            folder.resolve(name + ".crt"),
                            "CERTIFICATE",
                            store.getCertificate("own").getEncoded()),
                    write(folder.resolve(name + ".key"), "PRIVATE KEY", key),
                    store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static ProcessBuilder keytool(Path file, String name, String kind) {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        return new ProcessBuilder(
                        List.of(
                                tool,
                                "-genkeypair",
                                "-alias",
                                "own",
                                "-keyalg",
                                kind,
                                "-dname",
                                "CN=" + name,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                new String(PASSWORD)))
                .redirectErrorStream(true);
    }

    private static Path write(Path file, String kind, byte[] content) throws IOException {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, lines, kind));
    }

    /// As `--upstream-pin` takes it.
    public String pin() {
        return PinnedKeys.pin(leaf());
    }

    X509Certificate leaf() {
        try {
            return (X509Certificate) store.getCertificate("own");
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// Shows this certificate and takes any of the other end, without looking.
    public SSLContext context() {
        try {
            var keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, PASSWORD);
            return context(keys);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static SSLContext context(KeyManagerFactory keys) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {new Anybody()}, new SecureRandom());
        return context;
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
