package io.lockstep.chain.tx;

import com.google.protobuf.ByteString;
import io.lockstep.chain.key.Hash;
import io.lockstep.chain.key.PublicKey;
import java.util.Base64;
import java.util.HexFormat;

/// A transaction with its signature, ready to be sent. The same draft, key and signer data always
/// give the same bytes.
///
/// @param signature 64 bytes
public record SignedTx(Draft draft, PublicKey signer, long sequence, ByteString signature) {

    /// The bytes that are sent and that the chain stores.
    public byte[] bytes() {
        return TxBytes.raw(this);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    /// The name under which a block will list it, in upper case.
    public String hash() {
        return HexFormat.of().withUpperCase().formatHex(Hash.sha256(bytes()));
    }

    /// Whether the signature is the signer's for this chain and account.
    public boolean holdsFor(String chainId, long accountNumber) {
        var document =
                TxBytes.document(draft, signer, new SignerData(chainId, accountNumber, sequence));
        return signer.signed(Hash.sha256(document), signature.toByteArray());
    }
}
