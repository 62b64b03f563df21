package io.lockstep.app.containers.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/// A public key that images must be signed with: ECDSA on P-256, as cosign makes them.
///
/// @param name for people, the file's name
public record CosignKey(String name, PublicKey key) {
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";
    private static final int BITS = 256;

    /// @throws io.lockstep.chain.problem.ProblemException when the file holds no such key
    public static CosignKey read(Path file) {
        try {
            var text = Files.readString(file);
            var begin = text.indexOf(BEGIN);
            var end = text.indexOf(END);
            if (begin < 0 || end < begin) {
                throw RegistryProblems.badKey(file.toString(), "it is no PEM public key");
            }
            var der = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
            return new CosignKey(file.getFileName().toString(), p256(file, der));
        } catch (IOException e) {
            throw RegistryProblems.badKey(file.toString(), "it cannot be read");
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw RegistryProblems.badKey(file.toString(), "it is no elliptic curve key");
        }
    }

    private static PublicKey p256(Path file, byte[] der) throws GeneralSecurityException {
        var key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
        if (!(key instanceof ECPublicKey curve)
                || curve.getParams().getCurve().getField().getFieldSize() != BITS) {
            throw RegistryProblems.badKey(file.toString(), "its curve is not P-256");
        }
        return key;
    }

    /// Whether that signature over these bytes is this key's; anything strange is not.
    boolean signed(byte[] payload, String signature) {
        try {
            var check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(key);
            check.update(payload);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return false;
        }
    }
}
