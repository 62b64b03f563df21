package io.lockstep.app.cli;

import io.lockstep.app.containers.registry.Registry;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.session.Parts;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.upgrade.ImageChoice;
import io.lockstep.app.upgrade.ImageChoice.Cards;
import io.lockstep.app.upgrade.ImageRule;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which image is meant, and by which rules.
final class ImageFlags {
    @Mixin final Addresses addresses = new Addresses();

    @Parameters(
            paramLabel = "VERSION|REFERENCE",
            description = "as on chain, such as v3.0.9, or a whole image reference")
    private String what = "";

    @Option(
            names = "--variant",
            paramLabel = "ENDING",
            description = "ending of the tag such as -blackwell, or none; else by the GPU here")
    private Optional<String> variant = Optional.empty();

    @Option(
            names = "--allow",
            paramLabel = "HOST",
            description = "registry that is allowed, instead of upgrade.registries")
    private List<String> allowed = List.of();

    @Option(
            names = "--cosign-key",
            paramLabel = "FILE",
            description = "public key the image must be signed with")
    private Optional<Path> key = Optional.empty();

    @Option(names = "--json", description = "as JSON, for programs")
    boolean json;

    /// The settings with what the flags say instead.
    Settings settings() {
        var file = addresses.settings();
        var upgrade = file.upgrade();
        var images = upgrade.images();
        return new Settings(
                file.chain(),
                file.apiNode(),
                file.hosts(),
                file.engine(),
                new Settings.Upgrade(
                        upgrade.image(),
                        upgrade.archives(),
                        upgrade.policy(),
                        upgrade.settleBlocks(),
                        upgrade.drainLimit(),
                        upgrade.readyLimit(),
                        upgrade.holdLimit(),
                        new Settings.Images(
                                allowed.isEmpty() ? images.registries() : allowed,
                                key.or(images::cosignKey),
                                variant.or(images::variant)),
                        upgrade.candidateLimit()),
                file.operator());
    }

    /// The image that stands for what was named.
    ImageChoice choice(Parts parts, Settings settings) throws InterruptedException {
        if (what.contains("/") || what.contains(":")) {
            return new ImageChoice(what, "", Optional.empty());
        }
        var rule = ImageRule.of(settings.upgrade());
        rule.unusable(what)
                .ifPresent(problem -> {
                    throw new ProblemException(problem);
                });
        var choice = ImageChoice.of(rule, what, "", Cards.of(gpus(rule, parts, settings)));
        choice.refusal()
                .ifPresent(problem -> {
                    throw new ProblemException(problem);
                });
        return choice;
    }

    private static Optional<HostGpus> gpus(ImageRule rule, Parts parts, Settings settings)
            throws InterruptedException {
        if (rule.variant().isPresent()) {
            return Optional.empty();
        }
        try (var desk = new MachineDesk(settings, parts, Optional.empty())) {
            return Optional.of(desk.source().gpus());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    static Registry registry(Parts parts, Settings settings) {
        return parts.registries()
                .apply(settings)
                .orElseThrow(() ->
                        new ProblemException(
                                new Problem(
                                        "image.noRegistry",
                                        "There is no way to a registry here.",
                                        "Nothing was changed.",
                                        "Load the image from a file.")));
    }
}
