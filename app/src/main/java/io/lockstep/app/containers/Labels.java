package io.lockstep.app.containers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lockstep.app.containers.Container.Role;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The labels that say what is ours and what it is for.
public final class Labels {
    public static final String PREFIX = "lockstep.";
    public static final String ROLE = PREFIX + "role";
    public static final String VERSION = PREFIX + "version";

    /// `VERSION@HEIGHT`, so that a second workstation sees the same upgrade.
    public static final String UPGRADE = PREFIX + "upgrade";

    /// Digest of what a container was created from, so that a name that is taken can be told to be
    /// our own from before a crash.
    public static final String DEFINITION = PREFIX + "definition";

    /// On a candidate: the incumbent's restart policy, which becomes its own at the cutover.
    public static final String RESTART = PREFIX + "restart";

    /// On a container made from an image id: the reference and digest that id was found under.
    public static final String IMAGE = PREFIX + "image";

    /// On a container that owns an engine's ports and names while engines replace each other, and
    /// on each of these: the name of the former.
    public static final String ANCHOR = PREFIX + "anchor";

    /// On what holds the right to upgrade a host: who has it, for programs and for people.
    public static final String LOCK = PREFIX + "lock";

    public static final String HOLDER = PREFIX + "holder";

    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private Labels() {}

    public static boolean ours(Map<String, String> labels) {
        return labels.keySet().stream().anyMatch(key -> key.startsWith(PREFIX));
    }

    public static Optional<Role> role(Map<String, String> labels) {
        return Optional.ofNullable(labels.get(ROLE))
                .map(role ->
                        switch (role.toLowerCase(Locale.ROOT)) {
                            case "incumbent" -> Role.INCUMBENT;
                            case "candidate" -> Role.CANDIDATE;
                            case "engine" -> Role.ENGINE;
                            default -> Role.OTHER;
                        });
    }

    /// The given labels and the digest of the definition, a record.
    public static Map<String, String> defining(Map<String, String> labels, Object definition) {
        var all = new TreeMap<>(labels);
        all.put(DEFINITION, digest(definition));
        return all;
    }

    private static String digest(Object definition) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(SORTED.writeValueAsBytes(definition)), 0, 8);
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("a definition is a record of text", e);
        }
    }
}
