package io.lockstep.app.upgrade;

import io.lockstep.app.containers.registry.RegistryName;
import io.lockstep.app.settings.Settings;
import io.lockstep.chain.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which image stands for a version: on chain `v3.0.9`, as a tag `3.0.9` (fact sheet, section 5.7).
///
/// @param template a reference in which `{tag}` stands for the version without its leading `v`
/// @param variant what the operator wants at the end of the tag, `none` for nothing; empty leaves
///   it to the facts
/// @param registries hosts images may come from; empty means the template's own
public record ImageRule(String template, Optional<String> variant, List<String> registries) {
    private static final Pattern USABLE = Pattern.compile("v?[0-9A-Za-z][0-9A-Za-z._-]{0,120}");

    public ImageRule(String template) {
        this(template, Optional.empty(), List.of());
    }

    /// The rule these settings ask for.
    public static ImageRule of(Settings.Upgrade settings) {
        var images = settings.images();
        return new ImageRule(settings.image(), images.variant(), images.registries());
    }

    public String reference(String version) {
        return reference(version, "");
    }

    /// @param ending of the tag, such as `-blackwell`
    public String reference(String version, String ending) {
        return template.replace("{tag}", tag(version) + ending);
    }

    /// The registries that images may come from.
    public List<String> allowed() {
        return registries.isEmpty() ? List.of(host(reference("0"))) : registries;
    }

    /// Why an image of this rule may not be used: its registry is not on the list.
    Optional<Problem> notAllowed() {
        var host = host(reference("0"));
        if (allowed().contains(host)) {
            return Optional.empty();
        }
        return Optional.of(
                new Problem(
                        "image.registryNotAllowed",
                        "Images from %s are not allowed here.".formatted(host),
                        "Nothing was changed; the incumbent serves.",
                        "Allowed is %s; change upgrade.registries or upgrade.image."
                                .formatted(String.join(", ", allowed()))));
    }

    private static String host(String reference) {
        return RegistryName.of(reference).host();
    }

    /// The version as tags write it.
    public static String tag(String version) {
        return version.matches("v[0-9].*") ? version.substring(1) : version;
    }

    /// Whether a reference names an image of this rule, whatever its tag.
    boolean covers(String reference) {
        var repository = template.replaceFirst(":[^:/]*$", "");
        return reference.equals(repository)
                || reference.startsWith(repository + ":")
                || reference.startsWith(repository + "@");
    }

    /// The version is free text from the chain; one that cannot be a path segment and a tag has no
    /// image.
    public Optional<Problem> unusable(String version) {
        if (USABLE.matcher(version).matches() && !version.contains("..")) {
            return Optional.empty();
        }
        return Optional.of(
                new Problem(
                        "upgrade.versionUnusable",
                        "The chain names a version that cannot be an image tag or a path.",
                        "Nothing was changed; the incumbent serves.",
                        "Ask in governance what is meant; Lockstep will not guess."));
    }
}
