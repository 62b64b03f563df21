package io.lockstep.app.upgrade;

import io.lockstep.app.containers.HostContainers.Front;
import io.lockstep.app.proxy.EngineLink;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Says for each step of an upgrade whether it is done, may be carried out, waits or is refused.
///
/// A pure function of the snapshot: the same facts give the same plan, on any workstation and after
/// any crash. A step is only ready once all steps before it are done.
public final class Planner {
    /// The code of the problem that says that there is no running engine, as opposed to one that
    /// does not answer.
    public static final String NO_ENGINE = EngineLink.NONE;

    /// How much more often than the incumbent a candidate may answer badly and still settle.
    private static final double MORE_ERRORS = 0.02;

    /// How long a candidate may take until it answers, unless somebody says otherwise.
    private static final Duration CANDIDATE_LIMIT = Duration.ofMinutes(10);

    private final ImageRule images;
    private final int settleBlocks;
    private final Duration candidateLimit;

    public Planner(ImageRule images, int settleBlocks) {
        this(images, settleBlocks, CANDIDATE_LIMIT);
    }

    /// @param candidateLimit how long a candidate may run without an answer
    public Planner(ImageRule images, int settleBlocks, Duration candidateLimit) {
        this.images = images;
        this.settleBlocks = settleBlocks;
        this.candidateLimit = candidateLimit;
    }

    /// The plan for the upgrade the facts speak of; empty when none is decided.
    ///
    /// @param underWay what the executor is doing at this moment, if anything
    public Optional<Plan> plan(Snapshot snapshot, Optional<Work> underWay, Overrides overrides) {
        return Goals.of(snapshot, images)
                .map(goal -> plan(new Facts(snapshot, goal, images, overrides), underWay));
    }

    /// The checks of the preflight that fail now and that the operator may go past.
    List<String> overridable(Snapshot snapshot, Goal goal, Overrides overrides) {
        return Preflight.of(new Facts(snapshot, goal, images, overrides)).overridable();
    }

    /// What the clean-up removes, once the cutover is over, and what guards it.
    ///
    /// @param bytes what removing an image of that id frees, where it is known
    public Optional<CleanUpList> cleanUp(
            Snapshot snapshot,
            Goal goal,
            Overrides overrides,
            Function<String, OptionalLong> bytes) {
        var facts = new Facts(snapshot, goal, images, overrides);
        return goal.back()
                ? Optional.empty()
                : facts.cleanUp(bytes).map(list -> list.with(Guards.of(facts, settle(facts))));
    }

    /// Everything on the host that may go, whatever upgrade it comes from.
    ///
    /// @param bytes what removing an image of that id frees, where the inventory does not tell
    public CleanUpList leftovers(
            Snapshot snapshot,
            Inventory inventory,
            Overrides overrides,
            Function<String, OptionalLong> bytes) {
        var goal = Goals.of(snapshot, images);
        var upgrade = goal.flatMap(known -> cleanUp(snapshot, known, overrides, bytes));
        return Leftovers.list(snapshot, inventory, images, overrides.shelf(), goal, upgrade);
    }

    private Plan plan(Facts facts, Optional<Work> underWay) {
        List<Step> steps = new ArrayList<>();
        var before = Optional.<StepName>empty();
        for (var name : StepName.values()) {
            var state = state(name, facts);
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
        return new Plan(facts.goal(), List.copyOf(steps));
    }

    private StepState state(StepName name, Facts facts) {
        return switch (name) {
            case KNOW_THE_PLAN -> knowThePlan(facts);
            case CHOOSE_THE_IMAGE -> chooseTheImage(facts);
            case PREFLIGHT -> preflight(facts);
            case PULL -> pull(facts);
            case FRONT -> front(facts);
            case CANDIDATE -> candidate(facts);
            case ARM -> arm(facts);
            case CUTOVER -> cutover(facts);
            case SETTLE -> settle(facts);
            case CLEAN_UP -> cleanUp(facts);
        };
    }

    private static StepState knowThePlan(Facts facts) {
        if (facts.begun()) {
            return new Done("block %d has come".formatted(facts.height()));
        }
        var withdrawn = facts.withdrawn();
        if (withdrawn.isPresent()) {
            return new Refused(withdrawn.get());
        }
        return facts.head()
                .<StepState>map(head ->
                        new Done("block %d, %s".formatted(facts.height(), agreement(head, facts))))
                .orElseGet(() -> new Waiting("the RPC nodes do not agree on a height"));
    }

    private static String agreement(Head head, Facts facts) {
        var rpcs = facts.snapshot().chain().latest().map(ChainView::rpcs).map(List::size).orElse(0);
        return "%d of %d RPC nodes agree".formatted(head.agreeing(), rpcs);
    }

    private StepState chooseTheImage(Facts facts) {
        var unusable = images.unusable(facts.version());
        if (unusable.isPresent()) {
            return new Refused(unusable.get());
        }
        var choice = facts.image();
        return images.notAllowed()
                .or(() -> facts.begun() ? Optional.empty() : choice.refusal())
                .<StepState>map(Refused::new)
                .orElseGet(() -> new Done(choice.told()));
    }

    private static StepState preflight(Facts facts) {
        if (facts.candidate().isPresent() || facts.cutover().isPresent()) {
            return new Done("passed before the candidate was created");
        }
        var findings = Preflight.of(facts);
        return findings.refusal()
                .<StepState>map(Refused::new)
                .orElseGet(() ->
                        findings.open().isEmpty()
                                ? new Done(findings.told())
                                : new Waiting(String.join(", ", findings.open())));
    }

    private static StepState pull(Facts facts) {
        var reference = facts.image().reference();
        return facts.imageThere() || facts.candidate().isPresent() || facts.begun()
                ? new Done("%s is on the host".formatted(reference))
                : new Ready("bring " + reference + " onto the host");
    }

    private static StepState front(Facts facts) {
        var incumbent = facts.goal().incumbent();
        if (facts.engine().isEmpty()) {
            return frontWithoutEngine(facts);
        }
        var engine = facts.engine().get();
        var routed = engine.defaultUpstream().isPresent() && facts.routed(incumbent);
        if (!routed && !facts.begun()) {
            return new Ready("route everything to " + incumbent);
        }
        var alone = facts.alone().filter(_ -> !facts.begun());
        return alone.flatMap(front -> handedOver(front, facts))
                .orElseGet(() ->
                        new Done(
                                "engine serves %s%s"
                                        .formatted(
                                                String.join(" and ", engine.listeners()),
                                                facts.handing()
                                                        .map(f -> " behind " + f.container())
                                                        .orElse(""))));
    }

    /// An engine that runs while the requests go past it is in front of nothing.
    private static Optional<StepState> handedOver(Front front, Facts facts) {
        if (front.adopted()) {
            return Optional.of(
                    new Ready("let %s hand everything to the engine".formatted(front.container())));
        }
        return facts.overridden(Preflight.FRONT)
                ? Optional.empty()
                : Optional.of(new Refused(Preflight.goesPast(front)));
    }

    /// An engine that does not answer at this moment may still be serving: it is not replaced.
    private static StepState frontWithoutEngine(Facts facts) {
        var trouble = facts.snapshot().proxy().trouble();
        var absent = trouble.filter(problem -> problem.code().equals(NO_ENGINE)).isPresent();
        if (absent && facts.snapshot().containers().live().isPresent()) {
            return new Ready("put the proxy engine in front of " + facts.goal().incumbent());
        }
        return new Waiting(
                trouble.map(Problem::what).orElse("the proxy engine has not answered yet"));
    }

    private StepState candidate(Facts facts) {
        if (facts.begun()) {
            return new Done("the cutover has begun with it");
        }
        var version = facts.version();
        var container = facts.candidate();
        if (container.isEmpty()) {
            return new Ready("create the candidate for %s".formatted(version));
        }
        switch (container.get().state()) {
            case CREATED -> {
                return new Ready("start the candidate");
            }
            case EXITED, DEAD -> {
                return new Ready("start the candidate again, it ended");
            }
            case PAUSED, RESTARTING -> {
                return new Waiting("the candidate is " + container.get().status());
            }
            case RUNNING -> {}
        }
        var unhealthy = facts.unhealthy();
        if (unhealthy.isPresent()) {
            return new Refused(unhealthy.get());
        }
        if (facts.routed(version) && facts.state().isPresent()) {
            return new Done("answers %s through /%s".formatted(facts.state().get(), version));
        }
        if (!facts.routed(version) || !facts.routedToItsAddress()) {
            return new Ready("route /%s to the candidate".formatted(version));
        }
        return facts.silent(candidateLimit)
                .<StepState>map(Refused::new)
                .orElseGet(() -> new Waiting("no answer through /%s yet".formatted(version)));
    }

    private static StepState arm(Facts facts) {
        var record = facts.cutover();
        if (record.isPresent()) {
            return new Done(
                    "armed for block %d, policy %s"
                            .formatted(
                                    record.get().armed().height(),
                                    Words.of(record.get().armed().policy())));
        }
        var other = facts.engine().flatMap(EngineStatus::cutover);
        if (other.filter(running -> running.phase() == Phase.ARMED).isPresent()) {
            return new Refused(otherArmed(other.get().armed().id()));
        }
        var orphan = GpuFacts.orphan(facts);
        if (orphan.isPresent()) {
            return new Refused(orphan.get());
        }
        return facts.model().isPresent() && facts.snapshot().upgrades().latest().isPresent()
                ? new Ready(armAct(facts))
                : new Waiting("the API node names no model yet");
    }

    private static String armAct(Facts facts) {
        var passed =
                facts.head().filter(head -> head.appliedHeight() >= facts.height()).isPresent();
        return passed
                ? "arm the cutover; block %d has passed, it begins at once"
                        .formatted(facts.height())
                : "arm the cutover at block %d".formatted(facts.height());
    }

    private static Problem otherArmed(String id) {
        return new Problem(
                "upgrade.otherArmed",
                "The engine is armed for %s.".formatted(id),
                "The incumbent serves.",
                "Disarm that cutover, and Lockstep arms this one.");
    }

    private static StepState cutover(Facts facts) {
        var record = facts.cutover().orElse(null);
        if (record == null) {
            return new Waiting("nothing is armed");
        }
        return switch (record.phase()) {
            case SERVING -> serving(facts, record);
            case ARMED -> new Waiting(facts.blocksLeft());
            case DRAINING -> new Waiting("older requests on the incumbent are ending");
            case STOPPING -> new Waiting("the incumbent is stopping");
            case WAITING_FOR_GPU -> new Waiting("the GPU is not free yet" + GpuFacts.held(facts));
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

    private static StepState serving(Facts facts, CutoverRecord record) {
        return facts.policyToHandOver()
                .<StepState>map(policy ->
                        new Ready(
                                "hand the restart policy %s over to %s"
                                        .formatted(policy, facts.version())))
                .orElseGet(() ->
                        new Done(
                                "%s serves, switched %d ms after the block"
                                        .formatted(facts.version(), record.millisFromBlock())));
    }

    private StepState settle(Facts facts) {
        if (!facts.in(Phase.SERVING)) {
            return new Waiting("the cutover");
        }
        if (facts.head().isEmpty()) {
            return new Waiting("the RPC nodes do not agree on a height");
        }
        var left = facts.height() + settleBlocks - facts.head().get().appliedHeight();
        if (left > 0) {
            return new Waiting(left == 1 ? "1 more block" : left + " more blocks");
        }
        var over = nothingLeft(facts);
        if (!over && errorsAboveIncumbent(facts)) {
            return new Waiting(
                    "%s answers badly more often than %s did"
                            .formatted(facts.version(), facts.goal().incumbent()));
        }
        return facts.serving() || over
                ? new Done(settled(facts))
                : new Waiting("%s does not answer as serving".formatted(facts.version()));
    }

    /// What was left is not removed: the chain still asks for it, through its own prefix.
    private static StepState wayBack(Facts facts) {
        var left = facts.goal().incumbent();
        return facts.leadsBack()
                ? new Done("%s is kept, /%s leads to %s".formatted(left, left, facts.version()))
                : new Ready("route /%s to %s".formatted(left, facts.version()));
    }

    /// That the API node has not moved to the prefix is told and stops nothing: an old one never
    /// uses any.
    private String settled(Facts facts) {
        var blocks = "%d blocks served by %s".formatted(settleBlocks, facts.version());
        return facts.engine()
                .flatMap(engine -> PrefixUse.elsewhere(engine, facts.version()))
                .map(elsewhere -> blocks + "; " + elsewhere)
                .orElse(blocks);
    }

    private static boolean nothingLeft(Facts facts) {
        return facts.cleanUp(_ -> OptionalLong.empty())
                .filter(list -> list.goes().isEmpty())
                .isPresent();
    }

    private static boolean errorsAboveIncumbent(Facts facts) {
        var now = facts.errorShare(facts.version());
        var before = facts.errorShare(facts.goal().incumbent()).orElse(0.0);
        return now.filter(share -> share > before + MORE_ERRORS).isPresent();
    }

    private StepState cleanUp(Facts facts) {
        if (facts.goal().back()) {
            return wayBack(facts);
        }
        var list = facts.cleanUp(_ -> OptionalLong.empty());
        if (list.isEmpty()) {
            return new Waiting("the cutover, the containers or the engine are not known");
        }
        var incumbent = facts.goal().incumbent();
        var count = list.get().goes().size();
        if (count == 0) {
            return new Done("nothing of %s is left".formatted(incumbent));
        }
        return list.get()
                .with(Guards.of(facts, settle(facts)))
                .held()
                .<StepState>map(guard -> new Waiting(guard.evidence()))
                .orElseGet(() ->
                        new Ready(
                                "remove %d things that only %s needed"
                                        .formatted(count, incumbent)));
    }
}
