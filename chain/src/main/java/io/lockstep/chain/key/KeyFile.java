package io.lockstep.chain.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/// The text of one key's file: a header in clear and the locked secret. An account that is only
/// watched has just its name and address.
final class KeyFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;

    private KeyFile() {}

    static String locked(KeyHeader header, byte[] sealed) {
        var node =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("version", VERSION)
                        .put("name", header.name())
                        .put("address", header.address().text())
                        .put("publicKey", header.publicKey().base64());
        node.putObject("kdf")
                .put("name", "argon2id")
                .put("memoryKib", header.cost().memoryKib())
                .put("passes", header.cost().passes())
                .put("lanes", header.cost().lanes())
                .put("salt", base64(header.salt()));
        node.putObject("cipher").put("name", "AES-256-GCM").put("nonce", base64(header.nonce()));
        return node.put("secret", base64(sealed)).toPrettyString() + "\n";
    }

    static String watched(String name, Address address) {
        return JsonNodeFactory.instance
                        .objectNode()
                        .put("version", VERSION)
                        .put("name", name)
                        .put("address", address.text())
                        .toPrettyString()
                + "\n";
    }

    static KeyEntry entry(Path file, String text) {
        var node = parsed(file, text);
        var address =
                Address.find(node.path("address").asText(""))
                        .orElseThrow(() -> KeyProblems.damaged(file, "it has no usable address"));
        return new KeyEntry(
                node.path("name").asText(""),
                address,
                node.has("secret") ? Optional.of(publicKey(file, node)) : Optional.empty());
    }

    static KeyHeader header(Path file, String text) {
        var node = parsed(file, text);
        var entry = entry(file, text);
        var key = entry.publicKey().orElseThrow(() -> KeyProblems.watchOnly(entry.name()));
        var kdf = node.path("kdf");
        var cost =
                new KdfCost(
                        kdf.path("memoryKib").asInt(0),
                        kdf.path("passes").asInt(0),
                        kdf.path("lanes").asInt(0));
        var known =
                kdf.path("name").asText("").equals("argon2id")
                        && node.at("/cipher/name").asText("").equals("AES-256-GCM");
        if (!known || !cost.acceptable()) {
            throw KeyProblems.damaged(file, "its protection is weaker than Lockstep accepts");
        }
        return new KeyHeader(
                entry.name(),
                entry.address(),
                key,
                cost,
                bytes(file, kdf.path("salt"), Sealing.SALT),
                bytes(file, node.at("/cipher/nonce"), Sealing.NONCE));
    }

    static byte[] sealed(Path file, String text) {
        return bytes(file, parsed(file, text).path("secret"), Curve.SECRET + 16).toByteArray();
    }

    private static JsonNode parsed(Path file, String text) {
        try {
            var node = JSON.readTree(text);
            if (node.path("version").asInt(0) != VERSION) {
                throw KeyProblems.damaged(file, "it is of another version");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw KeyProblems.damaged(file, "it is not JSON");
        }
    }

    private static PublicKey publicKey(Path file, JsonNode node) {
        return PublicKey.of(bytes(file, node.path("publicKey"), 33).toByteArray())
                .orElseThrow(() -> KeyProblems.damaged(file, "its public key is none"));
    }

    private static ByteString bytes(Path file, JsonNode node, int length) {
        try {
            var bytes = Base64.getDecoder().decode(node.asText(""));
            if (bytes.length == length) {
                return ByteString.copyFrom(bytes);
            }
        } catch (IllegalArgumentException e) {
            throw KeyProblems.damaged(file, "a field of it is not base64");
        }
        throw KeyProblems.damaged(file, "a field of it has a wrong length");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
