package io.lockstep.app.upgrade;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.containers.Labels;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.ScheduledUpgrade.Origin;
import io.lockstep.chain.upgrade.UpgradeView;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Finds what is to be reached, from facts alone.
///
/// A chain forgets an upgrade one block after its height (fact sheet, section 3.4), so what the
/// engine has armed and what the candidate's label says count before what the chain still lists. A
/// plan ends when its cutover is over and the chain names a later height.
public final class Goals {
    private final Snapshot snapshot;
    private final ImageRule images;

    private Goals(Snapshot snapshot, ImageRule images) {
        this.snapshot = snapshot;
        this.images = images;
    }

    private static final String BACK = "/back";

    static Optional<Goal> of(Snapshot snapshot, ImageRule images) {
        return new Goals(snapshot, images).find();
    }

    /// Names the upgrade on what belongs to it, so that a second workstation sees the same one.
    public static String label(ScheduledUpgrade upgrade) {
        return upgrade.version() + "@" + upgrade.height();
    }

    /// The id of a cutover that leads back to a version, begun at that height.
    public static String backLabel(String version, long height) {
        return version + "@" + height + BACK;
    }

    /// What the chain has accepted, whatever its height.
    static List<ScheduledUpgrade> accepted(Snapshot snapshot) {
        return snapshot.upgrades().latest().map(UpgradeView::scheduled).stream()
                .flatMap(List::stream)
                .filter(ScheduledUpgrade::certain)
                .toList();
    }

    private Optional<Goal> find() {
        var coming = coming();
        var record = snapshot.proxy().latest().flatMap(EngineStatus::cutover);
        var armed = record.map(CutoverRecord::armed).map(this::fromArmed);
        if (armed.isPresent() && !overtaken(record.get(), coming)) {
            return armed;
        }
        return fromCandidate()
                .or(() -> coming)
                .flatMap(upgrade ->
                        incumbent(upgrade.version()).map(incumbent -> new Goal(upgrade, incumbent)))
                .or(() -> armed);
    }

    private static boolean overtaken(CutoverRecord record, Optional<ScheduledUpgrade> coming) {
        return over(record)
                && coming.filter(next -> next.height() > record.armed().height()).isPresent();
    }

    private static boolean over(CutoverRecord record) {
        return record.phase() == Phase.SERVING || record.phase() == Phase.FELL_BACK;
    }

    private Goal fromArmed(ArmedCutover armed) {
        return new Goal(
                asListed(armed.candidate(), armed.height()),
                armed.incumbent(),
                armed.id().endsWith(BACK));
    }

    /// With the origin and the proposal the chain knows, while it lists the upgrade.
    private ScheduledUpgrade asListed(String version, long height) {
        return accepted(snapshot).stream()
                .filter(listed -> listed.version().equals(version) && listed.height() == height)
                .findFirst()
                .orElseGet(() ->
                        new ScheduledUpgrade(
                                version,
                                height,
                                Origin.PARTIAL_UPGRADE,
                                true,
                                OptionalLong.empty()));
    }

    private Optional<ScheduledUpgrade> coming() {
        var applied =
                snapshot.chain()
                        .latest()
                        .flatMap(view -> view.head())
                        .map(Head::appliedHeight)
                        .orElse(Long.MAX_VALUE);
        return accepted(snapshot).stream()
                .filter(upgrade -> upgrade.height() > applied)
                .filter(upgrade -> !upgrade.version().equals(serving()))
                .min(Comparator.comparingLong(ScheduledUpgrade::height));
    }

    private String serving() {
        return snapshot.proxy().latest().flatMap(EngineStatus::defaultUpstream).orElse("");
    }

    /// What the label of a candidate that does not serve yet says; the chain may have moved it to
    /// another height since.
    private Optional<ScheduledUpgrade> fromCandidate() {
        return containers()
                .filter(container -> container.role() == Container.Role.CANDIDATE)
                .filter(container -> !Roles.stands(container, serving()))
                .map(container -> container.labels().getOrDefault(Labels.UPGRADE, ""))
                .flatMap(label -> parse(label).stream())
                .max(Comparator.comparingLong(ScheduledUpgrade::height))
                .map(labelled ->
                        coming().filter(next -> next.version().equals(labelled.version()))
                                .orElse(labelled));
    }

    private Optional<ScheduledUpgrade> parse(String label) {
        var at = label.lastIndexOf('@');
        if (at <= 0 || !label.substring(at + 1).matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(
                asListed(label.substring(0, at), Long.parseLong(label.substring(at + 1))));
    }

    /// The version that serves: what the engine's default route says, else the MLNode that runs and
    /// that the chain names, else any MLNode that runs.
    private Optional<String> incumbent(String candidate) {
        return Stream.of(
                        snapshot.proxy().latest().flatMap(EngineStatus::defaultUpstream).stream(),
                        snapshot.upgrades().latest().flatMap(UpgradeView::currentVersion).stream()
                                .filter(current ->
                                        running().anyMatch(c -> Roles.stands(c, current))),
                        running()
                                .filter(c -> c.role() == Container.Role.INCUMBENT)
                                .flatMap(c -> c.version().stream()),
                        running()
                                .filter(c -> images.covers(c.image()))
                                .flatMap(c -> c.version().stream()))
                .flatMap(found -> found)
                .filter(version -> !ImageRule.tag(version).equals(ImageRule.tag(candidate)))
                .findFirst();
    }

    private Stream<Container> running() {
        return containers()
                .filter(Container::running)
                .filter(container -> container.role() != Container.Role.ENGINE);
    }

    private Stream<Container> containers() {
        return snapshot.containers().latest().map(HostContainers::containers).stream()
                .flatMap(List::stream);
    }
}
