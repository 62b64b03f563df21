package io.lockstep.chain.governance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/// The MLNode version that a message or a plan names, if it names one.
public final class NamedVersion {
    private static final ObjectMapper JSON = new ObjectMapper();

    private NamedVersion() {}

    public static Optional<String> of(ProposalMessage message) {
        return switch (message) {
            case ProposalMessage.PartialUpgrade(_, var version, _) ->
                    Optional.of(version).filter(name -> !name.isBlank());
            case ProposalMessage.SoftwareUpgrade(_, _, var info) -> ofJson(info);
            case ProposalMessage.CancelUpgrade _, ProposalMessage.Other _ -> Optional.empty();
        };
    }

    /// Whether an API node could read it.
    public static boolean isJsonObject(String text) {
        try {
            return JSON.readTree(text).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /// The key `node_version` of a text that may be empty, an address or no JSON at all.
    public static Optional<String> ofJson(String text) {
        try {
            var version = JSON.readTree(text).at("/node_version");
            return Optional.of(version.asText("")).filter(name -> !name.isBlank());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
