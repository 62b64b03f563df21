package io.lockstep.chain.tx;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.lockstep.chain.key.PublicKey;
import io.lockstep.chain.proto.AuthInfo;
import io.lockstep.chain.proto.ModeInfo;
import io.lockstep.chain.proto.PubKey;
import io.lockstep.chain.proto.SignDoc;
import io.lockstep.chain.proto.SignerInfo;
import io.lockstep.chain.proto.TxBody;
import io.lockstep.chain.proto.TxRaw;
import java.time.Instant;

/// Writes transactions as the chain's bytes, and the document that is signed (SIGN_MODE_DIRECT).
final class TxBytes {
    static final int DIRECT = 1;

    private TxBytes() {}

    static byte[] raw(SignedTx tx) {
        return TxRaw.newBuilder()
                .setBodyBytes(body(tx.draft()))
                .setAuthInfoBytes(authInfo(tx.draft().fee(), tx.signer(), tx.sequence()))
                .addSignatures(tx.signature())
                .build()
                .toByteArray();
    }

    static byte[] document(Draft draft, PublicKey signer, SignerData data) {
        return SignDoc.newBuilder()
                .setBodyBytes(body(draft))
                .setAuthInfoBytes(authInfo(draft.fee(), signer, data.sequence()))
                .setChainId(data.chainId())
                .setAccountNumber(data.accountNumber())
                .build()
                .toByteArray();
    }

    static ByteString body(Draft draft) {
        var body =
                TxBody.newBuilder()
                        .setMemo(draft.memo())
                        .setTimeoutHeight(draft.timeoutHeight())
                        .setUnordered(draft.unordered());
        draft.messages().forEach(message -> body.addMessages(MessageProto.any(message)));
        draft.timeout().map(TxBytes::timestamp).ifPresent(body::setTimeoutTimestamp);
        return body.build().toByteString();
    }

    private static ByteString authInfo(Fee fee, PublicKey signer, long sequence) {
        var key = PubKey.newBuilder().setKey(ByteString.copyFrom(signer.bytes())).build();
        var mode = ModeInfo.newBuilder().setSingle(ModeInfo.Single.newBuilder().setMode(DIRECT));
        return AuthInfo.newBuilder()
                .addSignerInfos(
                        SignerInfo.newBuilder()
                                .setPublicKey(MessageProto.any(TypeUrl.PUBLIC_KEY, key))
                                .setModeInfo(mode)
                                .setSequence(sequence))
                .setFee(fee(fee))
                .build()
                .toByteString();
    }

    private static io.lockstep.chain.proto.Fee fee(Fee fee) {
        var built =
                io.lockstep.chain.proto.Fee.newBuilder()
                        .setGasLimit(fee.gasLimit())
                        .setPayer(fee.payer())
                        .setGranter(fee.granter());
        fee.amount().forEach(coin -> built.addAmount(MessageProto.coin(coin)));
        return built.build();
    }

    private static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
