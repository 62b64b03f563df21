package io.lockstep.app.upgrade;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.containers.HostContainers.Front;
import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.problem.Problem;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/// The snapshot as seen from one goal.
final class Facts {
    /// Below this many blocks an upgrade that the chain no longer lists may just be coming true.
    private static final long FORGETTING = 5;

    private final Snapshot snapshot;
    private final Goal goal;
    private final ImageRule images;
    private final Overrides overrides;
    private final Optional<HostContainers> host;
    private final Optional<EngineStatus> engine;

    Facts(Snapshot snapshot, Goal goal, ImageRule images, Overrides overrides) {
        this.snapshot = snapshot;
        this.goal = goal;
        this.images = images;
        this.overrides = overrides;
        host = snapshot.containers().latest();
        engine = snapshot.proxy().live();
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Goal goal() {
        return goal;
    }

    String version() {
        return goal.upgrade().version();
    }

    long height() {
        return goal.upgrade().height();
    }

    Optional<Head> head() {
        return snapshot.chain().latest().flatMap(ChainView::head);
    }

    Optional<EngineStatus> engine() {
        return engine;
    }

    Optional<CutoverRecord> cutover() {
        return engine.flatMap(EngineStatus::cutover)
                .filter(record -> record.armed().candidate().equals(version()))
                .filter(record -> record.armed().height() == height());
    }

    boolean in(Phase phase) {
        return cutover().filter(record -> record.phase() == phase).isPresent();
    }

    /// Whether the operator decided to go past that check of the preflight for this goal.
    boolean overridden(String check) {
        return overrides.cover(Goals.label(goal.upgrade()), check);
    }

    /// Whether the engine has begun to act, so that nothing before it can be repeated.
    boolean begun() {
        return cutover().filter(record -> record.phase() != Phase.ARMED).isPresent();
    }

    Optional<Container> candidate() {
        return host.flatMap(known -> Roles.mlNode(known, version()));
    }

    /// Why the candidate may not take over although it runs: its host calls it unhealthy.
    Optional<Problem> unhealthy() {
        return candidate()
                .flatMap(one ->
                        host.flatMap(known -> Optional.ofNullable(known.unhealthy().get(one.id()))))
                .map(said -> unfit("unhealthy", "is unhealthy; its last probe said: " + said));
    }

    /// That it has run for longer than it may take to answer.
    Optional<Problem> silent(Duration limit) {
        return candidate()
                .map(one -> Duration.between(startedAt(one), snapshot.at()))
                .filter(age -> age.compareTo(limit) > 0)
                .map(age ->
                        unfit(
                                "silent",
                                "does not answer, %d minutes after it was started"
                                        .formatted(age.toMinutes())));
    }

    private Instant startedAt(Container one) {
        return host.flatMap(known -> Optional.ofNullable(known.started().get(one.id())))
                .orElse(one.createdAt());
    }

    private Problem unfit(String code, String how) {
        return new Problem(
                "candidate." + code,
                "The candidate for %s %s.".formatted(version(), how),
                cutover().isPresent()
                        ? "The incumbent serves; the cutover is armed and falls back by itself."
                        : "The incumbent serves; nothing is armed.",
                "Read its log, then mend it, or roll back.");
    }

    /// The image of the candidate for this host.
    ImageChoice image() {
        return ImageChoice.of(images, goal, snapshot);
    }

    /// The policy the candidate still has to take over from the incumbent it serves instead of.
    Optional<String> policyToHandOver() {
        return snapshot.containers()
                .live()
                .flatMap(known -> Roles.restartToTake(known, version(), goal.incumbent()));
    }

    Optional<Container> engineContainer() {
        return host.flatMap(Roles::engine);
    }

    /// An nginx before the incumbent that passes nothing through the engine; one that was adopted
    /// first, since the front step switches it.
    Optional<Front> alone() {
        var incumbent = host.flatMap(known -> Roles.incumbent(known, engine, goal));
        return host.stream()
                .flatMap(known -> known.fronts().stream())
                .filter(front -> !through(front))
                .filter(front -> front.adopted() || leadsTo(front, incumbent))
                .min(Comparator.comparing(front -> !front.adopted()));
    }

    private static boolean leadsTo(Front front, Optional<Container> node) {
        return node.filter(one -> front.names().contains(one.name())).isPresent();
    }

    /// The nginx that hands everything to the engine.
    Optional<Front> handing() {
        return host.stream()
                .flatMap(known -> known.fronts().stream())
                .filter(this::through)
                .findFirst();
    }

    private boolean through(Front front) {
        var own = engineContainer().map(Container::name);
        return front.engine().filter(to -> own.isEmpty() || own.get().equals(to)).isPresent();
    }

    boolean imageThere() {
        var reference = image().reference();
        return host.stream()
                .flatMap(known -> known.images().stream())
                .anyMatch(image -> image.references().contains(reference));
    }

    boolean routed(String version) {
        return engine.stream()
                .flatMap(status -> status.routes().stream())
                .anyMatch(route -> route.prefix().equals(version));
    }

    /// Whether the engine's upstream leads to where the candidate is now.
    boolean routedToItsAddress() {
        var address = candidate().flatMap(Container::address);
        return address.isEmpty()
                || engine.flatMap(status -> Roles.upstream(status, version())).equals(address);
    }

    Optional<String> state() {
        return mlNode().flatMap(node -> node.state().stream()).findFirst();
    }

    boolean serving() {
        return mlNode().anyMatch(NodesView.MlNode::serving);
    }

    Optional<NodesView.Model> model() {
        return snapshot.nodes().latest().flatMap(Models::first);
    }

    /// Share of bad answers of an upstream; empty while it has answered too little to tell.
    Optional<Double> errorShare(String version) {
        return engine.stream()
                .flatMap(status -> status.upstreams().stream())
                .filter(upstream -> upstream.name().equals(version) && upstream.requests() >= 20)
                .map(upstream -> (double) upstream.errors() / upstream.requests())
                .findFirst();
    }

    /// Empty before the candidate serves, and while containers or engine are not known.
    Optional<CleanUpList> cleanUp(Function<String, OptionalLong> bytes) {
        return snapshot.containers()
                .live()
                .filter(_ -> in(Phase.SERVING) && defaultLeadsTo(version()))
                .flatMap(known ->
                        engine.map(status ->
                                CleanUp.list(
                                        known,
                                        status,
                                        goal,
                                        images,
                                        bytes,
                                        overrides.shelf(),
                                        snapshot.at())));
    }

    private boolean defaultLeadsTo(String name) {
        return engine.flatMap(EngineStatus::defaultUpstream).filter(name::equals).isPresent();
    }

    /// What the chain says against the goal.
    ///
    /// An entry is listed until its height is applied. Of a cutover that is armed it may have been
    /// forgotten a moment earlier than the head is seen; whatever is not armed stays unarmed, and
    /// another version at the same height is never a matter of a moment.
    Optional<Problem> withdrawn() {
        if (snapshot.upgrades().live().isEmpty() || listed()) {
            return Optional.empty();
        }
        return head().map(Head::appliedHeight)
                .filter(now ->
                        now < height()
                                ? now < height() - FORGETTING
                                        || cutover().isEmpty()
                                        || overwritten()
                                : cutover().isEmpty() && takenBack())
                .flatMap(_ -> noLongerListed());
    }

    private boolean listed() {
        return Goals.accepted(snapshot).stream()
                .anyMatch(one -> one.version().equals(version()) && one.height() == height());
    }

    private boolean overwritten() {
        return Goals.accepted(snapshot).stream().anyMatch(one -> one.height() == height());
    }

    /// Whether that was recorded while the height lay well ahead: afterwards the chain lists
    /// nothing.
    private boolean takenBack() {
        return snapshot.own().events().stream()
                .filter(event -> event.height() < height() - FORGETTING)
                .filter(event -> event.concerns(goal.upgrade()))
                .findFirst()
                .filter(event -> event.takesBack(goal.upgrade()))
                .isPresent();
    }

    private Optional<Problem> noLongerListed() {
        return Optional.of(
                new Problem(
                        "upgrade.withdrawn",
                        "The chain no longer lists %s for block %d.".formatted(version(), height()),
                        cutover().isPresent()
                                ? "The cutover is still armed; the incumbent serves."
                                : "The incumbent serves; the candidate is beside it.",
                        "Roll back, and Lockstep follows what the chain lists now."));
    }

    String blocksLeft() {
        return head().map(Head::appliedHeight)
                .map(now ->
                        now < height()
                                ? "block %d, %d blocks left".formatted(height(), height() - now)
                                : "block %d has come; the engine acts".formatted(height()))
                .orElse("block " + height());
    }

    /// Whether everything for the version that was left leads to the one that serves again.
    boolean leadsBack() {
        var left = engine.flatMap(status -> Roles.upstream(status, goal.incumbent()));
        return left.isEmpty()
                || left.equals(engine.flatMap(status -> Roles.upstream(status, version())));
    }

    private Stream<NodesView.MlNode> mlNode() {
        return snapshot.nodes().latest().stream()
                .flatMap(nodes -> nodes.mlNodes().stream())
                .filter(node -> node.version().equals(version()));
    }
}
