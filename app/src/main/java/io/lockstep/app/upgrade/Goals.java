package io.lockstep.app.upgrade;

import io.lockstep.app.containers.Container;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.ScheduledUpgrade.Origin;
import io.lockstep.chain.upgrade.UpgradeView;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverRecord;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds what is to be reached, from facts alone.
///
/// A chain forgets an upgrade one block after its height (fact sheet, section 3.4), so what the
/// engine has armed and what the candidate's label says count before what the chain still lists.
final class Goals {
    static final String UPGRADE_LABEL = "lockstep.upgrade";

    private Goals() {}

    static Optional<Goal> of(Snapshot snapshot) {
        var coming = scheduled(snapshot);
        var armed =
                snapshot.proxy()
                        .latest()
                        .flatMap(EngineStatus::cutover)
                        .map(CutoverRecord::armed)
                        .map(Goals::fromArmed);
        if (armed.isPresent() && !overtaken(armed.get(), coming, snapshot)) {
            return armed;
        }
        return fromCandidate(snapshot)
                .or(() -> coming)
                .flatMap(upgrade ->
                        incumbent(snapshot, upgrade.version())
                                .map(incumbent -> new Goal(upgrade, incumbent)))
                .or(() -> armed);
    }

    /// Names the upgrade on what belongs to it, so that a second workstation sees the same one.
    static String label(ScheduledUpgrade upgrade) {
        return upgrade.version() + "@" + upgrade.height();
    }

    private static boolean overtaken(
            Goal armed, Optional<ScheduledUpgrade> coming, Snapshot snapshot) {
        var settled =
                snapshot.proxy()
                        .latest()
                        .flatMap(EngineStatus::cutover)
                        .filter(record -> record.phase() == CutoverRecord.Phase.SERVING)
                        .isPresent();
        return settled
                && coming.filter(next -> next.height() > armed.upgrade().height()).isPresent();
    }

    private static Goal fromArmed(ArmedCutover armed) {
        var upgrade =
                new ScheduledUpgrade(
                        armed.candidate(),
                        armed.height(),
                        Origin.PARTIAL_UPGRADE,
                        true,
                        OptionalLong.empty());
        return new Goal(upgrade, armed.incumbent());
    }

    private static Optional<ScheduledUpgrade> scheduled(Snapshot snapshot) {
        var applied =
                snapshot.chain()
                        .latest()
                        .flatMap(view -> view.head())
                        .map(Head::appliedHeight)
                        .orElse(Long.MAX_VALUE);
        var serving = snapshot.proxy().latest().flatMap(EngineStatus::defaultUpstream).orElse("");
        return snapshot.upgrades().latest().map(UpgradeView::scheduled).stream()
                .flatMap(list -> list.stream())
                .filter(ScheduledUpgrade::certain)
                .filter(upgrade -> upgrade.height() > applied)
                .filter(upgrade -> !upgrade.version().equals(serving))
                .min(Comparator.comparingLong(ScheduledUpgrade::height));
    }

    private static Optional<ScheduledUpgrade> fromCandidate(Snapshot snapshot) {
        return snapshot.containers().latest().stream()
                .flatMap(host -> host.containers().stream())
                .filter(container -> container.role() == Container.Role.CANDIDATE)
                .map(container -> container.labels().getOrDefault(UPGRADE_LABEL, ""))
                .flatMap(label -> parse(label).stream())
                .max(Comparator.comparingLong(ScheduledUpgrade::height));
    }

    private static Optional<ScheduledUpgrade> parse(String label) {
        var at = label.lastIndexOf('@');
        if (at <= 0 || !label.substring(at + 1).matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(
                new ScheduledUpgrade(
                        label.substring(0, at),
                        Long.parseLong(label.substring(at + 1)),
                        Origin.PARTIAL_UPGRADE,
                        true,
                        OptionalLong.empty()));
    }

    /// The version that serves: what the engine's default route says, else the one MLNode running.
    private static Optional<String> incumbent(Snapshot snapshot, String candidate) {
        return snapshot.proxy()
                .latest()
                .flatMap(EngineStatus::defaultUpstream)
                .filter(version -> !version.equals(candidate))
                .or(() -> runningBeside(snapshot, candidate));
    }

    private static Optional<String> runningBeside(Snapshot snapshot, String candidate) {
        return snapshot.containers().latest().stream()
                .flatMap(host -> host.containers().stream())
                .filter(Container::running)
                .filter(container -> container.role() == Container.Role.INCUMBENT)
                .flatMap(container -> container.version().stream())
                .filter(version -> !version.equals(candidate))
                .findFirst();
    }
}
