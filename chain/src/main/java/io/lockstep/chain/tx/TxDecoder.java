package io.lockstep.chain.tx;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.lockstep.chain.key.PublicKey;
import io.lockstep.chain.proto.AuthInfo;
import io.lockstep.chain.proto.PubKey;
import io.lockstep.chain.proto.SignerInfo;
import io.lockstep.chain.proto.TxBody;
import io.lockstep.chain.proto.TxRaw;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads a transaction from the bytes that are sent.
public final class TxDecoder {
    private TxDecoder() {}

    /// Reads what Lockstep could have written, and nothing else: one signer, known messages, no
    /// field that would be lost. So the result stands for exactly these bytes.
    ///
    /// @throws io.lockstep.chain.problem.ProblemException for anything else
    public static SignedTx read(byte[] bytes) {
        try {
            var tx = signed(TxRaw.parseFrom(bytes));
            if (!Arrays.equals(tx.bytes(), bytes)) {
                throw TxProblems.file("its bytes hold more than is understood");
            }
            return tx;
        } catch (InvalidProtocolBufferException e) {
            throw TxProblems.file("its bytes are no transaction");
        }
    }

    private static SignedTx signed(TxRaw raw) throws InvalidProtocolBufferException {
        var auth = AuthInfo.parseFrom(raw.getAuthInfoBytes());
        if (auth.getSignerInfosCount() != 1 || raw.getSignaturesCount() != 1) {
            throw TxProblems.file("it has %d signatures".formatted(raw.getSignaturesCount()));
        }
        var signer = auth.getSignerInfos(0);
        return new SignedTx(
                draft(TxBody.parseFrom(raw.getBodyBytes()), fee(auth)),
                key(signer),
                signer.getSequence(),
                raw.getSignatures(0));
    }

    private static Draft draft(TxBody body, Fee fee) throws InvalidProtocolBufferException {
        List<Message> messages = new ArrayList<>();
        for (var any : body.getMessagesList()) {
            messages.add(ProtoMessage.message(any));
        }
        return new Draft(
                messages,
                body.getMemo(),
                body.getTimeoutHeight(),
                body.getUnordered(),
                timeout(body),
                fee);
    }

    private static Optional<Instant> timeout(TxBody body) {
        if (!body.hasTimeoutTimestamp()) {
            return Optional.empty();
        }
        var time = body.getTimeoutTimestamp();
        try {
            return Optional.of(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()));
        } catch (DateTimeException e) {
            throw TxProblems.file("its timeout is no time");
        }
    }

    private static Fee fee(AuthInfo auth) {
        var fee = auth.getFee();
        return new Fee(
                ProtoMessage.coins(fee.getAmountList()),
                fee.getGasLimit(),
                fee.getPayer(),
                fee.getGranter());
    }

    private static PublicKey key(SignerInfo signer) throws InvalidProtocolBufferException {
        return Optional.of(signer.getPublicKey())
                .filter(any -> any.getTypeUrl().equals(TypeUrl.PUBLIC_KEY))
                .map(Any::getValue)
                .map(TxDecoder::keyBytes)
                .flatMap(bytes -> PublicKey.of(bytes.toByteArray()))
                .orElseThrow(() -> TxProblems.file("its public key is none"));
    }

    private static ByteString keyBytes(ByteString value) {
        try {
            return PubKey.parseFrom(value).getKey();
        } catch (InvalidProtocolBufferException e) {
            return ByteString.EMPTY;
        }
    }
}
