package io.lockstep.engine.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who we are to the other end of a TLS connection: a certificate with its chain, and its key.
///
/// @param chain our own certificate first
record Identity(PrivateKey key, List<X509Certificate> chain) {
    private static final int MOST_BYTES = 1 << 20;
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "Ed25519", "Ed25519");

    /// A PEM file, and the flag that named it.
    record Pem(String flag, Path file) {
        private ProblemException refused(String why) {
            return new ProblemException(
                    new Problem(
                            "engine.badCertificate",
                            "%s names %s, which cannot be used: %s.".formatted(flag, file, why),
                            "Nothing was started.",
                            "Give a readable PEM certificate chain and its unencrypted PKCS#8 key."));
        }

        private byte[] bytes() {
            try {
                if (Files.size(file) > MOST_BYTES) {
                    throw refused("it is longer than 1 MiB");
                }
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw refused(Reason.of(e));
            }
        }
    }

    /// Reads both files and makes sure that they belong together. Blocks.
    static Identity read(Pem certificate, Pem key) {
        var chain = chain(certificate);
        var identity = new Identity(key(key), chain);
        if (!identity.belongsTogether()) {
            throw key.refused(
                    "it is not the key of the certificate %s".formatted(certificate.file));
        }
        return identity;
    }

    X509Certificate[] chainArray() {
        return chain.toArray(X509Certificate[]::new);
    }

    private static List<X509Certificate> chain(Pem pem) {
        try {
            var read =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem.bytes()));
            if (read.isEmpty()) {
                throw pem.refused("it holds no certificate");
            }
            return read.stream().map(X509Certificate.class::cast).toList();
        } catch (GeneralSecurityException e) {
            throw pem.refused("it is no PEM certificate chain");
        }
    }

    private static PrivateKey key(Pem pem) {
        var found = KEY.matcher(new String(pem.bytes(), ISO_8859_1));
        if (!found.find()) {
            throw pem.refused("it holds no unencrypted PKCS#8 key");
        }
        try {
            var encoded = Base64.getMimeDecoder().decode(found.group(1));
            return SIGNATURES.keySet().stream()
                    .flatMap(kind -> key(kind, encoded).stream())
                    .findFirst()
                    .orElseThrow(() -> pem.refused("its key is neither RSA nor EC nor Ed25519"));
        } catch (IllegalArgumentException e) {
            throw pem.refused("its key is not in Base64");
        }
    }

    /// Empty where the key is of another kind.
    private static Optional<PrivateKey> key(String kind, byte[] encoded) {
        try {
            var spec = new PKCS8EncodedKeySpec(encoded);
            return Optional.of(KeyFactory.getInstance(kind).generatePrivate(spec));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private boolean belongsTogether() {
        try {
            var kind = key.getAlgorithm().equals("EdDSA") ? "Ed25519" : key.getAlgorithm();
            var signature = Signature.getInstance(SIGNATURES.getOrDefault(kind, kind));
            signature.initSign(key);
            signature.update(chain.getFirst().getSignature());
            var signed = signature.sign();
            signature.initVerify(chain.getFirst().getPublicKey());
            signature.update(chain.getFirst().getSignature());
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // Keys of different kinds cannot even be tried on one another.
            return false;
        }
    }
}
