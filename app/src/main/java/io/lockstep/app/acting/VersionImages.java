package io.lockstep.app.acting;

import io.lockstep.app.containers.registry.Registry;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.upgrade.ImageRule;
import io.lockstep.chain.problem.Problem;
import java.nio.file.Files;
import java.util.Optional;

/// Whether MLNodes of a version can be had, out of the operator's archives or from the registry.
///
/// @param registry empty where there is no way to one
record VersionImages(Settings.Upgrade upgrade, Optional<Registry> registry) {

    /// One sentence when there is no such image; empty when there is one, and when nobody knows.
    Optional<String> objection(String version) {
        var rule = ImageRule.of(upgrade);
        var archived =
                upgrade.archives()
                        .map(folder -> folder.resolve(ImageRule.tag(version) + ".tar"))
                        .filter(Files::isRegularFile);
        return archived.isPresent() || rule.unusable(version).isPresent()
                ? Optional.empty()
                : registry.flatMap(known -> known.absent(rule.reference(version)))
                        .map(Problem::what)
                        .map(what -> "No MLNode could change to %s: %s".formatted(version, what));
    }
}
