package io.lockstep.app.containers;

import io.lockstep.app.containers.Container.Role;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells MLNodes from other containers and reads the version one stands for.
public final class MlNodes {
    private static final String COMPOSE_SERVICE = "com.docker.compose.service";
    private static final String PROGRAM = "api.app:app";
    private static final Pattern SERVICE = Pattern.compile("mlnode-(\\d{3})");
    private static final Pattern VARIANT = Pattern.compile("(-blackwell|-sm\\d+|-cu\\d+)+$");
    private static final Pattern NUMBERED = Pattern.compile("v?\\d.*");

    private MlNodes() {}

    /// As below, where the command is not known.
    public static boolean relevant(String image, Map<String, String> labels) {
        return relevant(image, labels, "");
    }

    /// Ours by label, or an MLNode by image, compose service or the program it runs, so that a
    /// renamed image does not hide one.
    ///
    /// @param command what the container runs, in one line
    public static boolean relevant(String image, Map<String, String> labels, String command) {
        return labels.containsKey(Labels.ROLE)
                || looksLike(image, labels)
                || command.contains(PROGRAM);
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

    /// The version a compose service's name says, such as `mlnode-308`, where the image says
    /// another one.
    public static Optional<String> named(String image, Map<String, String> labels) {
        var digits = SERVICE.matcher(labels.getOrDefault(COMPOSE_SERVICE, ""));
        if (!digits.matches()) {
            return Optional.empty();
        }
        var said = "v" + String.join(".", digits.group(1).split(""));
        return version(image, labels).filter(real -> !real.equals(said)).map(_ -> said);
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
