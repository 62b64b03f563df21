package io.lockstep.app.upgrade;

import io.lockstep.chain.problem.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which image stands for a version: on chain `v3.0.9`, as a tag `3.0.9` (fact sheet, section 5.7).
///
/// @param template a reference in which `{tag}` stands for the version without its leading `v`
public record ImageRule(String template) {
    private static final Pattern USABLE = Pattern.compile("v?[0-9A-Za-z][0-9A-Za-z._-]{0,120}");

    public String reference(String version) {
        return template.replace("{tag}", tag(version));
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
