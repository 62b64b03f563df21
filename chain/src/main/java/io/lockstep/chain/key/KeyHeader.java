package io.lockstep.chain.key;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;

/// What stands in clear in the file of a key, and is bound to the locked part: none of it can be
/// changed unseen.
record KeyHeader(
        String name,
        Address address,
        PublicKey publicKey,
        KdfCost cost,
        ByteString saltBytes,
        ByteString nonceBytes) {
    byte[] salt() {
        return saltBytes.toByteArray();
    }

    byte[] nonce() {
        return nonceBytes.toByteArray();
    }

    /// The header as the cipher authenticates it.
    byte[] bound() {
        return String.join(
                        "\n",
                        "lockstep key 1",
                        name,
                        address.text(),
                        publicKey.toString(),
                        "argon2id %d %d %d"
                                .formatted(cost.memoryKib(), cost.passes(), cost.lanes()),
                        saltBytes.toString(StandardCharsets.ISO_8859_1),
                        nonceBytes.toString(StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.UTF_8);
    }
}
