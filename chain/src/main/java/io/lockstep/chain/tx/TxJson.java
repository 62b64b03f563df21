package io.lockstep.chain.tx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.lockstep.chain.key.PublicKey;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/// The JSON that the chain's own program writes with `--generate-only` and reads again: either
/// program continues the other's work.
public final class TxJson {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> TOP = Set.of("body", "auth_info", "signatures");

    private TxJson() {}

    /// One line without its end.
    public static String write(Draft draft) {
        return tx(draft).toString();
    }

    /// One line without its end.
    public static String write(SignedTx signed) {
        var tx = tx(signed.draft());
        var signer = JsonNodeFactory.instance.objectNode();
        signer.putObject("public_key")
                .put("@type", TypeUrl.PUBLIC_KEY)
                .put("key", signed.signer().base64());
        signer.putObject("mode_info").putObject("single").put("mode", "SIGN_MODE_DIRECT");
        signer.put("sequence", Long.toString(signed.sequence()));
        tx.withArray("/auth_info/signer_infos").add(signer);
        tx.withArray("/signatures")
                .add(Base64.getEncoder().encodeToString(signed.signature().toByteArray()));
        return tx.toString();
    }

    /// Reads an unsigned transaction; signatures in it are not looked at.
    ///
    /// @throws io.lockstep.chain.problem.ProblemException for what is no transaction file, or holds
    ///   what Lockstep does not know
    public static Draft draft(String text) {
        return draft(parsed(text));
    }

    /// As [#draft(String)], and exactly one signature.
    public static SignedTx signed(String text) {
        var top = parsed(text);
        var infos = top.at("auth_info").path("signer_infos");
        var signatures = top.list("signatures");
        if (infos.size() != 1 || signatures.size() != 1) {
            throw TxProblems.file(
                    "it has %d signatures where one belongs".formatted(signatures.size()));
        }
        var info =
                new JsonFields(
                        infos.path(0), "the signer", Set.of("public_key", "mode_info", "sequence"));
        if (!info.at("mode_info").at("/single/mode").asText("").equals("SIGN_MODE_DIRECT")) {
            throw TxProblems.file("it was not signed in the mode SIGN_MODE_DIRECT");
        }
        return new SignedTx(
                draft(top),
                key(info.at("public_key")),
                info.number("sequence"),
                ByteString.copyFrom(bytes(signatures.getFirst().asText(""))));
    }

    private static ObjectNode tx(Draft draft) {
        var tx = JsonNodeFactory.instance.objectNode();
        var body = tx.putObject("body");
        var messages = body.putArray("messages");
        draft.messages().forEach(message -> messages.add(MessageJson.of(message)));
        body.put("memo", draft.memo())
                .put("timeout_height", Long.toString(draft.timeoutHeight()))
                .put("unordered", draft.unordered())
                .put("timeout_timestamp", draft.timeout().map(Instant::toString).orElse(null));
        body.putArray("extension_options");
        body.putArray("non_critical_extension_options");
        var auth = tx.putObject("auth_info");
        auth.putArray("signer_infos");
        var fee = auth.putObject("fee");
        fee.set("amount", MessageJson.coins(draft.fee().amount()));
        fee.put("gas_limit", Long.toString(draft.fee().gasLimit()))
                .put("payer", draft.fee().payer())
                .put("granter", draft.fee().granter());
        auth.putNull("tip");
        tx.putArray("signatures");
        return tx;
    }

    private static JsonFields parsed(String text) {
        try {
            return new JsonFields(JSON.readTree(text), "it", TOP);
        } catch (JsonProcessingException e) {
            throw TxProblems.file("it is not JSON");
        }
    }

    private static Draft draft(JsonFields top) {
        var body =
                new JsonFields(
                        top.at("body"),
                        "the body",
                        Set.of(
                                "messages",
                                "memo",
                                "timeout_height",
                                "unordered",
                                "timeout_timestamp",
                                "extension_options",
                                "non_critical_extension_options"));
        body.none("extension_options");
        body.none("non_critical_extension_options");
        return new Draft(
                body.list("messages").stream().map(JsonMessage::message).toList(),
                body.text("memo"),
                body.number("timeout_height"),
                body.flag("unordered"),
                time(body.text("timeout_timestamp")),
                fee(top.at("auth_info")));
    }

    private static Fee fee(JsonNode node) {
        var auth = new JsonFields(node, "auth_info", Set.of("signer_infos", "fee", "tip"));
        auth.none("tip");
        var fee =
                new JsonFields(
                        auth.at("fee"),
                        "the fee",
                        Set.of("amount", "gas_limit", "payer", "granter"));
        return new Fee(
                fee.coins("amount"),
                fee.number("gas_limit"),
                fee.text("payer"),
                fee.text("granter"));
    }

    private static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw TxProblems.file("its timeout is no time");
        }
    }

    private static PublicKey key(JsonNode node) {
        var fields = new JsonFields(node, "the public key", Set.of("@type", "key"));
        return Optional.of(fields.text("@type"))
                .filter(TypeUrl.PUBLIC_KEY::equals)
                .flatMap(_ -> PublicKey.of(bytes(fields.text("key"))))
                .orElseThrow(() -> TxProblems.file("its public key is none"));
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw TxProblems.file("a key or signature in it is not base64");
        }
    }
}
