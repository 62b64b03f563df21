package io.lockstep.engine.proxy;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts whoever proves to hold one of the pinned keys, and nobody else: neither a name nor an
/// authority nor a date makes up for another key.
final class PinnedKeys extends X509ExtendedTrustManager {

    /// The other end showed a certificate of another key.
    static final class Unpinned extends CertificateException {
        private static final long serialVersionUID = 1L;

        Unpinned() {
            super("its certificate's key is not the pinned one");
        }
    }

    private final Set<String> pins;

    /// @param pins each as [#pin] writes it
    PinnedKeys(Set<String> pins) {
        this.pins = Set.copyOf(pins);
    }

    /// `sha256/` and the digest of the certificate's public key in Base64, as in RFC 7469.
    static String pin(X509Certificate certificate) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var key = digest.digest(certificate.getPublicKey().getEncoded());
            return "sha256/" + Base64.getEncoder().encodeToString(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, kind);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, kind);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind)
            throws CertificateException {
        if (chain.length == 0 || !pins.contains(pin(chain[0]))) {
            throw new Unpinned();
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
            throws CertificateException {
        throw new Unpinned();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
            throws CertificateException {
        throw new Unpinned();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind)
            throws CertificateException {
        throw new Unpinned();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
