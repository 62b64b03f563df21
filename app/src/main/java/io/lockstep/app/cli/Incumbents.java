package io.lockstep.app.cli;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.containers.MlNodes;
import io.lockstep.app.session.Parts;
import io.lockstep.app.session.Session;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.ImageChoice;
import io.lockstep.app.upgrade.ImageRule;
import io.lockstep.app.upgrade.Overrides;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.Roles;
import io.lockstep.app.upgrade.act.CandidateSpec;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.ScheduledUpgrade.Origin;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which container is to be cloned for which image: what the flags name, else what the plan says.
final class Incumbents {
    private static final Duration DEADLINE = Duration.ofSeconds(6);

    @Mixin final Addresses addresses = new Addresses();

    @Option(
            names = "--container",
            paramLabel = "NAME",
            description = "the incumbent; else the one the plan has")
    private Optional<String> container = Optional.empty();

    @Option(
            names = "--image",
            paramLabel = "REFERENCE",
            description = "the candidate's image; else the one the plan has")
    private Optional<String> image = Optional.empty();

    /// @param incumbent as it runs
    record Found(Container incumbent, CandidateSpec candidate) {}

    Found find(Parts parts, Settings settings, ContainerHost host) throws InterruptedException {
        if (container.isPresent() && image.isPresent()) {
            return new Found(
                    named(host.read(), container.get()),
                    new CandidateSpec(upgrade(image.get()), image.get()));
        }
        return planned(parts, settings);
    }

    private static ScheduledUpgrade upgrade(String reference) {
        var version = MlNodes.version(reference, Map.of("com.docker.compose.service", "mlnode"));
        return new ScheduledUpgrade(
                version.orElse("candidate"),
                0,
                Origin.PARTIAL_UPGRADE,
                false,
                OptionalLong.empty());
    }

    private static Container named(HostContainers host, String name) {
        return host.containers().stream()
                .filter(c -> c.name().equals(name) || c.id().startsWith(name))
                .findFirst()
                .orElseThrow(() ->
                        missing(
                                "No MLNode called %s is on this host.".formatted(name),
                                "lockstep status lists them."));
    }

    private Found planned(Parts parts, Settings settings) throws InterruptedException {
        try (var look = Session.look(settings, parts, Clock.systemUTC())) {
            var snapshot = look.once(DEADLINE);
            var goal =
                    Session.planner(settings)
                            .plan(snapshot, Optional.empty(), Overrides.NONE)
                            .map(Plan::goal)
                            .orElseThrow(() ->
                                    missing(
                                            "No upgrade is decided, so there is no candidate.",
                                            "Name both with --container and --image."));
            var incumbent = snapshot.containers().latest().flatMap(read -> running(read, goal));
            var chosen = ImageChoice.of(ImageRule.of(settings.upgrade()), goal, snapshot);
            return new Found(
                    container
                            .flatMap(
                                    name -> snapshot.containers().latest().map(r -> named(r, name)))
                            .or(() -> incumbent)
                            .orElseThrow(() ->
                                    missing(
                                            "No container of %s is known."
                                                    .formatted(goal.incumbent()),
                                            "Name it with --container.")),
                    new CandidateSpec(goal.upgrade(), image.orElse(chosen.reference())));
        }
    }

    private static Optional<Container> running(HostContainers host, Goal goal) {
        return Roles.incumbent(host, Optional.empty(), goal);
    }

    private static ProblemException missing(String what, String remedy) {
        return new ProblemException(
                new Problem("candidate.unknown", what, "Nothing was changed.", remedy));
    }
}
