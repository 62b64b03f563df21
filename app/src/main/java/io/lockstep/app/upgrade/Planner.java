package io.lockstep.app.upgrade;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.StepState.Done;
import io.lockstep.app.upgrade.StepState.Ready;
import io.lockstep.app.upgrade.StepState.Refused;
import io.lockstep.app.upgrade.StepState.Waiting;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.problem.Problem;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Says for each step of an upgrade whether it is done, may be carried out, waits or is refused.
///
/// A pure function of the snapshot: the same facts give the same plan, on any workstation and after
/// any crash. A step is only ready once all steps before it are done.
public final class Planner {
    private final ImageRule images;
    private final int settleBlocks;

    public Planner(ImageRule images, int settleBlocks) {
        this.images = images;
        this.settleBlocks = settleBlocks;
    }

    /// The plan for the upgrade the facts speak of; empty when none is decided.
    ///
    /// @param underWay what the executor is doing at this moment, if anything
    public Optional<Plan> plan(Snapshot snapshot, Optional<Work> underWay) {
        return Goals.of(snapshot).map(goal -> plan(snapshot, goal, underWay));
    }

    private Plan plan(Snapshot snapshot, Goal goal, Optional<Work> underWay) {
        var facts = new Facts(snapshot, goal);
        Map<StepName, Function<Facts, StepState>> rules = new EnumMap<>(StepName.class);
        rules.put(StepName.KNOW_THE_PLAN, this::knowThePlan);
        rules.put(StepName.CHOOSE_THE_IMAGE, this::chooseTheImage);
        rules.put(StepName.PREFLIGHT, this::preflight);
        rules.put(StepName.PULL, this::pull);
        rules.put(StepName.FRONT, this::front);
        rules.put(StepName.CANDIDATE, this::candidate);
        rules.put(StepName.ARM, this::arm);
        rules.put(StepName.CUTOVER, this::cutover);
        rules.put(StepName.SETTLE, this::settle);
        rules.put(StepName.CLEAN_UP, this::cleanUp);
        List<Step> steps = new ArrayList<>();
        var before = Optional.<StepName>empty();
        for (var name : StepName.values()) {
            var state = rules.getOrDefault(name, _ -> new Waiting("unknown")).apply(facts);
            if (before.isPresent() && !(state instanceof Done)) {
                state = new Waiting("waits for " + Words.of(before.get()));
            } else if (underWay.filter(work -> work.step() == name).isPresent()) {
                state = new Waiting(underWay.get().progress());
            }
            if (before.isEmpty() && !(state instanceof Done)) {
                before = Optional.of(name);
            }
            steps.add(new Step(name, state));
        }
        return new Plan(goal, List.copyOf(steps));
    }

    private StepState knowThePlan(Facts facts) {
        return facts.head
                .<StepState>map(head ->
                        new Done(
                                "block %d, %s"
                                        .formatted(
                                                facts.goal.upgrade().height(),
                                                agreement(head, facts))))
                .orElseGet(() -> new Waiting("the RPC nodes do not agree on a height"));
    }

    private static String agreement(Head head, Facts facts) {
        var rpcs = facts.snapshot.chain().latest().map(ChainView::rpcs).map(List::size).orElse(0);
        return "%d of %d RPC nodes agree".formatted(head.agreeing(), rpcs);
    }

    private StepState chooseTheImage(Facts facts) {
        return images.unusable(facts.version())
                .<StepState>map(Refused::new)
                .orElseGet(() -> new Done(images.reference(facts.version())));
    }

    private StepState preflight(Facts facts) {
        if (facts.candidate.isPresent() || facts.cutover.isPresent()) {
            return new Done("passed before the candidate was created");
        }
        var findings = Preflight.of(facts.snapshot, facts.goal);
        return findings.refusal()
                .<StepState>map(Refused::new)
                .orElseGet(() ->
                        findings.open().isEmpty()
                                ? new Done(findings.passed().size() + " checks passed")
                                : new Waiting(String.join(", ", findings.open())));
    }

    private StepState pull(Facts facts) {
        var reference = images.reference(facts.version());
        if (facts.cleanedUp() || facts.candidate.isPresent()) {
            return new Done(reference + " is on the host");
        }
        return facts.image(reference)
                .<StepState>map(image -> new Done("%s is on the host".formatted(reference)))
                .orElseGet(() -> new Ready("bring " + reference + " onto the host"));
    }

    private StepState front(Facts facts) {
        if (facts.engine.isEmpty()) {
            return new Ready("put the proxy engine in front of " + facts.goal.incumbent());
        }
        var engine = facts.engine.get();
        return engine.defaultUpstream().isPresent()
                ? new Done("engine serves " + String.join(" and ", engine.listeners()))
                : new Ready("route everything to " + facts.goal.incumbent());
    }

    private StepState candidate(Facts facts) {
        if (facts.candidate.filter(Container::running).isEmpty()) {
            return facts.cutoverOver() && facts.candidate.isEmpty()
                    ? new Refused(
                            new Problem(
                                    "upgrade.candidateGone",
                                    "The container of %s is gone.".formatted(facts.version()),
                                    "The engine keeps its routes.",
                                    "Roll back or start it again."))
                    : new Ready("start %s beside the incumbent".formatted(facts.version()));
        }
        if (!facts.routed(facts.version())) {
            return new Ready("route /%s to the candidate".formatted(facts.version()));
        }
        return facts.state(facts.version())
                .<StepState>map(state ->
                        new Done("answers %s through /%s".formatted(state, facts.version())))
                .orElseGet(
                        () -> new Waiting("no answer through /%s yet".formatted(facts.version())));
    }

    private StepState arm(Facts facts) {
        return facts.cutover
                .<StepState>map(record ->
                        new Done(
                                "armed for block %d, policy %s"
                                        .formatted(
                                                record.armed().height(),
                                                Words.of(record.armed().policy()))))
                .orElseGet(() ->
                        facts.model().isPresent()
                                ? new Ready(
                                        "arm the cutover at block %d"
                                                .formatted(facts.goal.upgrade().height()))
                                : new Waiting("the API node names no model yet"));
    }

    private StepState cutover(Facts facts) {
        var record = facts.cutover.orElse(null);
        if (record == null) {
            return new Waiting("nothing is armed");
        }
        return switch (record.phase()) {
            case SERVING ->
                    new Done(
                            "%s serves, %d ms after the block"
                                    .formatted(facts.version(), record.millisFromBlock()));
            case ARMED -> new Waiting(facts.blocksLeft());
            case DRAINING -> new Waiting("older requests on the incumbent are ending");
            case STOPPING -> new Waiting("the incumbent is stopping");
            case WAITING_FOR_GPU -> new Waiting("the GPU is not free yet");
            case BRINGING_UP -> new Waiting("the candidate loads its model");
            case FALLING_BACK -> new Waiting("falling back to the incumbent");
            case FELL_BACK ->
                    new Refused(
                            record.problem()
                                    .orElseGet(() ->
                                            new Problem(
                                                    "cutover.fellBack",
                                                    "The candidate never served.",
                                                    "The incumbent serves again.",
                                                    "Read its log.")));
        };
    }

    private StepState settle(Facts facts) {
        if (facts.cutover.filter(record -> record.phase() == Phase.SERVING).isEmpty()) {
            return new Waiting("the cutover");
        }
        var left =
                facts.goal.upgrade().height()
                        + settleBlocks
                        - facts.head.map(Head::appliedHeight).orElse(0L);
        if (facts.head.isEmpty() || left > 0) {
            return new Waiting(
                    facts.head.isEmpty()
                            ? "the RPC nodes do not agree on a height"
                            : "%d more blocks".formatted(left));
        }
        return facts.serving(facts.version())
                ? new Done("%d blocks served by %s".formatted(settleBlocks, facts.version()))
                : new Waiting("%s does not answer as serving".formatted(facts.version()));
    }

    private StepState cleanUp(Facts facts) {
        if (facts.snapshot.containers().live().isEmpty()) {
            return new Waiting("the containers are not known");
        }
        return facts.cleanedUp()
                ? new Done("nothing of %s is left".formatted(facts.goal.incumbent()))
                : new Ready("remove what only %s needed".formatted(facts.goal.incumbent()));
    }

    /// The snapshot as seen from one goal.
    private final class Facts {
        private final Snapshot snapshot;
        private final Goal goal;
        private final Optional<Head> head;
        private final Optional<EngineStatus> engine;
        private final Optional<CutoverRecord> cutover;
        private final Optional<Container> candidate;

        Facts(Snapshot snapshot, Goal goal) {
            this.snapshot = snapshot;
            this.goal = goal;
            head = snapshot.chain().latest().flatMap(ChainView::head);
            engine = snapshot.proxy().live();
            cutover =
                    engine.flatMap(EngineStatus::cutover)
                            .filter(record -> record.armed().candidate().equals(version()))
                            .filter(record -> record.armed().height() == goal.upgrade().height());
            candidate = container(version());
        }

        String version() {
            return goal.upgrade().version();
        }

        Optional<Container> container(String version) {
            return snapshot.containers().latest().stream()
                    .flatMap(host -> host.containers().stream())
                    .filter(container -> container.role() != Container.Role.ENGINE)
                    .filter(container -> container.version().filter(version::equals).isPresent())
                    .findFirst();
        }

        Optional<HostContainers.Image> image(String reference) {
            return snapshot.containers().latest().stream()
                    .flatMap(host -> host.images().stream())
                    .filter(image -> image.references().contains(reference))
                    .findFirst();
        }

        boolean routed(String version) {
            return engine.stream()
                    .flatMap(status -> status.routes().stream())
                    .anyMatch(route -> route.prefix().equals(version));
        }

        Optional<String> state(String version) {
            return snapshot.nodes().latest().stream()
                    .flatMap(nodes -> nodes.mlNodes().stream())
                    .filter(node -> node.version().equals(version))
                    .flatMap(node -> node.state().stream())
                    .findFirst();
        }

        boolean serving(String version) {
            return snapshot.nodes().latest().stream()
                    .flatMap(nodes -> nodes.mlNodes().stream())
                    .anyMatch(node -> node.version().equals(version) && node.serving());
        }

        Optional<String> model() {
            return snapshot.nodes().latest().flatMap(Models::first).map(model -> model.name());
        }

        boolean cutoverOver() {
            return cutover.filter(record -> record.phase() == Phase.SERVING).isPresent();
        }

        boolean cleanedUp() {
            return cutoverOver()
                    && container(goal.incumbent()).isEmpty()
                    && image(images.reference(goal.incumbent())).isEmpty()
                    && !routed(goal.incumbent());
        }

        String blocksLeft() {
            var height = goal.upgrade().height();
            return head.map(Head::appliedHeight)
                    .map(now -> "block %d, %d blocks left".formatted(height, height - now))
                    .orElse("block " + height);
        }
    }
}
