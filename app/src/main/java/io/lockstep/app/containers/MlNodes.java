package io.lockstep.app.containers;

import io.lockstep.app.containers.Container.Role;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells MLNodes from other containers and reads the version one stands for.
public final class MlNodes {
    private static final String COMPOSE_SERVICE = "com.docker.compose.service";
    private static final Pattern VARIANT = Pattern.compile("(-blackwell|-sm\\d+|-cu\\d+)+$");
    private static final Pattern NUMBERED = Pattern.compile("v?\\d.*");

    private MlNodes() {}

    /// Ours by label, or an MLNode by image or compose service.
    public static boolean relevant(String image, Map<String, String> labels) {
        return labels.containsKey(Labels.ROLE) || looksLike(image, labels);
    }

    public static Role role(String image, Map<String, String> labels, boolean running) {
        var otherwise = running && looksLike(image, labels) ? Role.INCUMBENT : Role.OTHER;
        return Labels.role(labels).orElse(otherwise);
    }

    /// Our label; else the tag with the chain's leading `v`, its GPU variant left out.
    public static Optional<String> version(String image, Map<String, String> labels) {
        return Optional.ofNullable(labels.get(Labels.VERSION))
                .or(() -> looksLike(image, labels) ? ofTag(image) : Optional.empty());
    }

    /// The part of a tag that says for which GPU or driver, such as `-blackwell`; empty without
    /// one.
    public static String variant(String image) {
        var tag = new Reference(image).tag().orElse("");
        var found = VARIANT.matcher(tag);
        return found.find() ? found.group() : "";
    }

    private static boolean looksLike(String image, Map<String, String> labels) {
        return repository(image).contains("mlnode")
                || labels.getOrDefault(COMPOSE_SERVICE, "").contains("mlnode");
    }

    private static Optional<String> ofTag(String image) {
        return new Reference(image)
                .tag()
                .map(tag -> VARIANT.matcher(tag).replaceFirst(""))
                .filter(tag -> NUMBERED.matcher(tag).matches())
                .map(tag -> tag.startsWith("v") ? tag : "v" + tag);
    }

    private static String repository(String image) {
        var repository = new Reference(image).repository();
        return repository.substring(repository.lastIndexOf('/') + 1);
    }
}
