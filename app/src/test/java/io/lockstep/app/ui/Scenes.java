package io.lockstep.app.ui;

import io.lockstep.app.chronicle.ChainEvent;
import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.fakes.TestGpus;
import io.lockstep.app.gpu.Gpu;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.host.HostLoad;
import io.lockstep.app.nodes.Epoch;
import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.JournalEntry;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.Step;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.StepState;
import io.lockstep.app.upgrade.Words;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.follow.Pace;
import io.lockstep.chain.follow.RpcView;
import io.lockstep.chain.governance.Ballot;
import io.lockstep.chain.governance.Deposit;
import io.lockstep.chain.governance.GovParams;
import io.lockstep.chain.governance.GovernanceView;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.Tally;
import io.lockstep.chain.governance.VoteRecord;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.key.SigningKey;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.rpc.NodeStatus;
import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.tx.VoteOption;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.SoftwarePlan;
import io.lockstep.chain.upgrade.UpgradeView;
import io.lockstep.engine.change.GenerationRecord;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Snapshots that resemble the moments an operator sees, one for each state of the console.
public final class Scenes {
    public static final Instant NOW = Instant.parse("2025-11-04T11:55:08Z");
    public static final long HEIGHT = 1_250_000;
    private static final Problem AWAY =
            new Problem(
                    "chain.unreachable",
                    "No RPC node answers.",
                    "The engine goes on following the chain by itself.",
                    "Look at the nodes or change their addresses.");

    private Scenes() {}

    /// Nothing was read yet.
    public static Snapshot loading() {
        return Snapshot.empty(NOW, false);
    }

    /// The first attempts failed.
    public static Snapshot unreachable() {
        return loading().withChain(NOW, new Reading.Failed<>(AWAY, NOW));
    }

    public static Snapshot quiet() {
        var upgrade = new Snapshot.Upgrade(Optional.empty(), Optional.empty(), journal(), false);
        return world(1_338_240, List.of(), Optional.of(serving()), "v3.0.10", true)
                .withUpgrade(NOW, upgrade);
    }

    /// The same moment with another rate, for charts.
    public static Snapshot rate(Snapshot moment, Instant at, double perSecond) {
        var engine = moment.proxy().latest().orElseThrow();
        var now = engine.traffic();
        return moment.withProxy(
                at,
                new Reading.Live<>(
                        new EngineStatus(
                                engine.version(),
                                engine.pid(),
                                engine.startedAt(),
                                engine.generation(),
                                engine.listeners(),
                                engine.routes(),
                                engine.defaultUpstream(),
                                engine.upstreams(),
                                new EngineStatus.Traffic(
                                        now.requests(),
                                        now.errors(),
                                        now.inFlight(),
                                        now.bytesIn(),
                                        now.bytesOut(),
                                        perSecond,
                                        now.firstByteP50Millis(),
                                        now.firstByteP99Millis()),
                                engine.chain(),
                                engine.cutover()),
                        at,
                        "lockstep-engine"));
    }

    /// The armed moment with these routes in the engine.
    static Snapshot routed(EngineStatus.Route... routes) {
        var engine = armed().proxy().latest().orElseThrow();
        return armed().withProxy(
                        NOW,
                        live(
                                new EngineStatus(
                                        engine.version(),
                                        engine.pid(),
                                        engine.startedAt(),
                                        engine.generation(),
                                        engine.listeners(),
                                        List.of(routes),
                                        engine.defaultUpstream(),
                                        engine.upstreams(),
                                        engine.traffic(),
                                        engine.chain(),
                                        engine.cutover()),
                                1,
                                "lockstep-engine"));
    }

    /// The candidate starts beside the incumbent.
    public static Snapshot working() {
        return planned(StepName.CANDIDATE, waiting("no answer through /v3.0.10 yet, try 12"));
    }

    /// A step may be carried out.
    public static Snapshot ready() {
        return planned(StepName.PULL, new StepState.Ready("bring mlnode:3.0.10 onto the host"));
    }

    /// The image comes.
    static Snapshot pulling() {
        return planned(StepName.PULL, waiting("bring mlnode:3.0.10 onto the host"));
    }

    public static Snapshot refused() {
        return planned(
                StepName.PREFLIGHT,
                new StepState.Refused(
                        new Problem(
                                "preflight.disk",
                                "The disk has 12000 MB free; the image needs 40480 MB.",
                                "Nothing was changed; the incumbent serves.",
                                "Free disk space.")));
    }

    public static Snapshot armed() {
        return withPlan(
                world(
                        HEIGHT - 688,
                        List.of(scheduled()),
                        Optional.of(record(Phase.ARMED)),
                        "v3.0.8",
                        false),
                StepName.CUTOVER,
                waiting("block 1250000, 688 blocks left"));
    }

    /// The chain itself halts for an upgrade that names no MLNode version.
    static Snapshot halting(String name, long height) {
        var armed = armed();
        var known = armed.upgrades().latest().orElseThrow();
        var view =
                new UpgradeView(
                        known.generation(),
                        known.currentVersion(),
                        known.scheduled(),
                        Optional.of(new SoftwarePlan(name, height, "")),
                        List.of());
        return armed.withUpgrades(NOW, new Reading.Live<>(view, NOW, "schedule"));
    }

    /// The chain could not be read for two minutes.
    public static Snapshot stale() {
        var armed = armed();
        return armed.withChain(
                NOW,
                new Reading.Stale<>(
                        armed.chain().latest().orElseThrow(),
                        NOW.minusSeconds(130),
                        "http://node-a:26657",
                        AWAY));
    }

    public static Snapshot underWay() {
        return withPlan(
                world(
                        HEIGHT + 1,
                        List.of(),
                        Optional.of(record(Phase.BRINGING_UP)),
                        "v3.0.8",
                        false),
                StepName.CUTOVER,
                waiting("the candidate loads its model"));
    }

    public static Snapshot fellBack() {
        return withPlan(
                world(
                        HEIGHT + 40,
                        List.of(),
                        Optional.of(record(Phase.FELL_BACK)),
                        "v3.0.8",
                        false),
                StepName.CUTOVER,
                new StepState.Refused(
                        new Problem(
                                "cutover.neverReady",
                                "The candidate did not serve within 25 minutes.",
                                "The incumbent serves again.",
                                "Read its log.")));
    }

    public static Snapshot settling() {
        return withPlan(
                world(HEIGHT + 18, List.of(), Optional.of(serving()), "v3.0.10", true),
                StepName.SETTLE,
                waiting("42 more blocks"));
    }

    /// A check of the preflight fails that may be gone past.
    public static Snapshot refusedCheck() {
        var planned =
                planned(
                        StepName.PREFLIGHT,
                        new StepState.Refused(
                                new Problem(
                                        "preflight.height-is-outside-PoC",
                                        "Block 1250000 lies inside a PoC.",
                                        "Nothing was changed; the incumbent serves.",
                                        "Plan with the network, or carry it out by hand.")));
        return planned.withUpgrade(
                NOW,
                new Snapshot.Upgrade(
                        planned.plan(),
                        Optional.empty(),
                        planned.journal(),
                        false,
                        List.of("height-is-outside-PoC"),
                        Optional.empty()));
    }

    public static Snapshot cleanUp() {
        var settled =
                withPlan(
                        world(HEIGHT + 274, List.of(), Optional.of(serving()), "v3.0.10", true),
                        StepName.CLEAN_UP,
                        new StepState.Ready("remove what only v3.0.8 needed"));
        return settled.withUpgrade(
                NOW,
                new Snapshot.Upgrade(
                        settled.plan(), Optional.of(list()), settled.journal(), false));
    }

    private static CleanUpList list() {
        return new CleanUpList(
                List.of(
                        goes(CleanUpList.Kind.CONTAINER, "join-mlnode-308-1", "stopped, v3.0.8", 4),
                        goes(
                                CleanUpList.Kind.IMAGE,
                                "mlnode:3.0.8",
                                "layers used by nothing else",
                                179),
                        goes(CleanUpList.Kind.NETWORK, "lockstep-upgrade-7", "empty", 0),
                        goes(
                                CleanUpList.Kind.ROUTE,
                                "/v3.0.8 in the engine",
                                "no request for 214 blocks",
                                0),
                        goes(
                                CleanUpList.Kind.FILE,
                                "pull leftovers, 3",
                                "older than the upgrade",
                                34)),
                List.of(
                        goes(
                                CleanUpList.Kind.VOLUME,
                                "~/.cache (model weights)",
                                "used by v3.0.10",
                                0),
                        goes(CleanUpList.Kind.IMAGE, "lockstep/engine:1.4.0", "serves now", 0),
                        goes(CleanUpList.Kind.CONTAINER, "api, node, proxy", "not ours", 0)));
    }

    private static CleanUpList.Item goes(
            CleanUpList.Kind kind, String name, String reason, long tenths) {
        return new CleanUpList.Item(
                kind,
                name,
                reason,
                tenths == 0 ? OptionalLong.empty() : OptionalLong.of(tenths * 100_000_000));
    }

    private static StepState waiting(String on) {
        return new StepState.Waiting(on);
    }

    private static Snapshot planned(StepName current, StepState state) {
        var world = world(HEIGHT - 688, List.of(scheduled()), Optional.empty(), "v3.0.8", false);
        return withPlan(
                current.compareTo(StepName.CANDIDATE) < 0 ? alone(world) : world, current, state);
    }

    /// The same without anything of the candidate's.
    private static Snapshot alone(Snapshot world) {
        var host = world.containers().latest().orElseThrow();
        var engine = world.proxy().latest().orElseThrow();
        var nodes = world.nodes().latest().orElseThrow();
        return world.withContainers(
                        NOW,
                        live(
                                new HostContainers(
                                        host.runtime(),
                                        host.version(),
                                        host.containers().stream()
                                                .filter(c -> c.role() != Container.Role.CANDIDATE)
                                                .toList(),
                                        host.images()),
                                2,
                                "docker"))
                .withProxy(
                        NOW,
                        live(
                                new EngineStatus(
                                        engine.version(),
                                        engine.pid(),
                                        engine.startedAt(),
                                        engine.generation(),
                                        engine.listeners(),
                                        engine.routes().subList(0, 1),
                                        engine.defaultUpstream(),
                                        engine.upstreams().subList(0, 1),
                                        engine.traffic(),
                                        engine.chain(),
                                        engine.cutover()),
                                1,
                                "lockstep-engine"))
                .withNodes(
                        NOW,
                        live(
                                new NodesView(
                                        nodes.epoch(),
                                        nodes.apiNodes(),
                                        nodes.mlNodes().subList(0, 1)),
                                2,
                                "api node"));
    }

    private static Snapshot withPlan(Snapshot world, StepName current, StepState state) {
        var evidence =
                Map.of(
                        StepName.KNOW_THE_PLAN, "block 1250000, 3 of 3 RPC nodes agree",
                        StepName.CHOOSE_THE_IMAGE, "ghcr.io/product-science/mlnode:3.0.10",
                        StepName.PREFLIGHT, "17 checks passed",
                        StepName.PULL, "mlnode:3.0.10 is on the host",
                        StepName.FRONT, "engine serves 8080 and 5000",
                        StepName.CANDIDATE, "answers STOPPED through /v3.0.10",
                        StepName.ARM, "armed for block 1250000, policy bridge",
                        StepName.CUTOVER, "v3.0.10 serves, switched 3 ms after the block",
                        StepName.SETTLE, "60 blocks served by v3.0.10",
                        StepName.CLEAN_UP, "nothing of v3.0.8 is left");
        List<Step> steps = new ArrayList<>();
        for (var name : StepName.values()) {
            var done = name.compareTo(current) < 0;
            steps.add(
                    new Step(
                            name,
                            name == current
                                    ? state
                                    : done
                                            ? new StepState.Done(evidence.getOrDefault(name, ""))
                                            : waiting("waits for " + Words.of(current))));
        }
        var plan = new Plan(new Goal(scheduled(), "v3.0.8"), steps);
        return world.withUpgrade(
                NOW, new Snapshot.Upgrade(Optional.of(plan), Optional.empty(), journal(), false));
    }

    static ScheduledUpgrade scheduled() {
        return new ScheduledUpgrade(
                "v3.0.10",
                HEIGHT,
                ScheduledUpgrade.Origin.PARTIAL_UPGRADE,
                true,
                OptionalLong.of(7));
    }

    private static CutoverRecord serving() {
        return record(Phase.SERVING);
    }

    /// The record of a cutover that has come as far as that phase.
    static CutoverRecord record(Phase phase) {
        List<CutoverRecord.Entry> log = new ArrayList<>();
        for (var each :
                EnumSet.range(Phase.ARMED, phase == Phase.FELL_BACK ? Phase.BRINGING_UP : phase)) {
            log.add(
                    new CutoverRecord.Entry(
                            each, NOW.minusSeconds(60L - log.size() * 8L), "as planned"));
        }
        var model = new ArmedCutover.Model("Qwen/Qwen2.5-7B-Instruct", "float16", List.of());
        return new CutoverRecord(
                new ArmedCutover(
                        "v3.0.10@1250000",
                        "gonka-mainnet",
                        HEIGHT,
                        0,
                        "v3.0.8",
                        "v3.0.10",
                        List.of(URI.create("http://node-a:26657")),
                        model,
                        CutoverPolicy.BRIDGE,
                        600_000,
                        1_500_000,
                        1_500_000),
                phase,
                Optional.of(NOW.minusSeconds(60)),
                Optional.of(NOW.minusSeconds(60)),
                phase == Phase.SERVING ? Optional.of(NOW.minusSeconds(20)) : Optional.empty(),
                3,
                15,
                4200,
                11,
                31,
                0,
                Optional.empty(),
                log);
    }

    private static Snapshot world(
            long applied,
            List<ScheduledUpgrade> schedule,
            Optional<CutoverRecord> cutover,
            String serving,
            boolean switched) {
        return Snapshot.empty(NOW, false)
                .withChain(NOW, live(chain(applied), 1, "http://node-a:26657"))
                .withGovernance(NOW, live(governance(), 4, "http://node-a:8000/chain-api/"))
                .withUpgrades(
                        NOW,
                        live(
                                new UpgradeView(Generation.R1, Optional.of(serving), schedule),
                                4,
                                "http://node-a:8000/chain-api/"))
                .withContainers(NOW, live(containers(switched), 2, "unix:///var/run/docker.sock"))
                .withGpus(NOW, live(gpus(), 1, "nvidia-smi"))
                .withHost(NOW, live(host(), 1, "this machine"))
                .withProxy(NOW, live(engine(cutover, serving), 1, "lockstep-engine"))
                .withNodes(NOW, live(nodes(applied, serving), 2, "http://127.0.0.1:9200"));
    }

    private static <T> Reading<T> live(T value, int seconds, String source) {
        return new Reading.Live<>(value, NOW.minusSeconds(seconds), source);
    }

    private static ChainView chain(long applied) {
        var pace = new Pace(Duration.ofMillis(5900), Duration.ofMillis(1300), 50);
        var head =
                new Head(
                        "gonka-mainnet",
                        applied,
                        applied,
                        NOW.minusSeconds(3),
                        false,
                        Optional.of(pace),
                        3);
        return new ChainView(rpcs(applied), Optional.of(head), Optional.empty());
    }

    private static List<RpcView> rpcs(long applied) {
        return List.of("a", "b", "c").stream().map(name -> rpc(name, applied)).toList();
    }

    private static RpcView rpc(String name, long applied) {
        return new RpcView(
                URI.create("http://node-%s:26657".formatted(name)),
                RpcView.Verdict.AGREES,
                Optional.of(
                        new NodeStatus(
                                "gonka-mainnet",
                                applied,
                                "8F2C91AB",
                                applied,
                                NOW.minusSeconds(3),
                                false)),
                Optional.empty(),
                NOW.minusSeconds(1));
    }

    private static GovernanceView governance() {
        var proposals = proposals();
        return new GovernanceView(
                params(),
                BigInteger.valueOf(1_500_000),
                proposals,
                proposals.stream().map(Proposal::id).collect(Collectors.toSet()),
                Map.of(8L, votes()),
                proposals.size(),
                true);
    }

    /// A cold account of an operator, and nobody's.
    static final Address OPERATOR = address(7);

    static Address address(int seed) {
        var bytes = new byte[32];
        bytes[31] = (byte) seed;
        bytes[30] = (byte) (seed >> 8);
        bytes[0] = 1;
        try (var key = SigningKey.of(bytes)) {
            return key.address();
        }
    }

    /// The operator's account is watched and has not voted.
    public static Snapshot watched(Snapshot moment) {
        return moment.withOwn(NOW, new Snapshot.Own(List.of(OPERATOR), events()));
    }

    private static List<ChainEvent> events() {
        return List.of(
                new ChainEvent(
                        NOW.minusSeconds(3_000),
                        HEIGHT - 1_200,
                        ChainEvent.Subject.SCHEDULE,
                        "MOVED",
                        OptionalLong.of(7),
                        "v3.0.10 at block 1240000 was moved: v3.0.10 at block 1250000.",
                        Optional.of("v3.0.10 from block 1240000"),
                        Optional.of("v3.0.10 from block 1250000")),
                new ChainEvent(
                        NOW.minusSeconds(70_000),
                        HEIGHT - 12_000,
                        ChainEvent.Subject.PROPOSAL,
                        "VOTING_BEGAN",
                        OptionalLong.of(8),
                        "Voting on proposal 8 has begun.",
                        Optional.empty(),
                        Optional.empty()));
    }

    private static VoteRecord.Seen votes() {
        Map<String, Ballot> ballots = new TreeMap<>();
        for (var i = 20; i < 33; i++) {
            var voter = address(i).text();
            var option = i % 5 == 0 ? VoteOption.NO : VoteOption.YES;
            ballots.put(
                    voter, new Ballot(voter, List.of(new Ballot.Choice(option, BigDecimal.ONE))));
        }
        var depositor = address(20).text();
        return new VoteRecord.Seen(
                ballots,
                Map.of(
                        depositor,
                        new Deposit(
                                depositor,
                                List.of(new Coin("ngonka", BigInteger.valueOf(25_000_000))))));
    }

    private static GovParams params() {
        var deposit = List.of(new Coin("ngonka", BigInteger.valueOf(25_000_000)));
        return new GovParams(
                deposit,
                deposit,
                Duration.ofHours(48),
                Duration.ofHours(48),
                Duration.ofHours(12),
                new BigDecimal("0.334"),
                new BigDecimal("0.5"),
                new BigDecimal("0.667"),
                new BigDecimal("0.334"),
                BigDecimal.ZERO,
                new BigDecimal("0.01"),
                new BigDecimal("0.5"),
                false,
                true);
    }

    private static List<Proposal> proposals() {
        return List.of(
                proposal(
                        8,
                        ProposalStatus.VOTING_PERIOD,
                        new ProposalMessage.PartialUpgrade(1_310_000, "v3.0.12", "{}"),
                        tally(41_200, 1_200, 2_300, 300)),
                proposal(
                        7,
                        ProposalStatus.PASSED,
                        new ProposalMessage.PartialUpgrade(HEIGHT, "v3.0.10", "{}"),
                        tally(71_000, 4_000, 26_000, 3_000)),
                proposal(
                        6,
                        ProposalStatus.REJECTED,
                        new ProposalMessage.Other("/inference.inference.MsgUpdateParams"),
                        tally(21_000, 9_000, 44_000, 31_000)));
    }

    private static Tally tally(long yes, long abstain, long no, long veto) {
        return new Tally(
                BigInteger.valueOf(yes),
                BigInteger.valueOf(abstain),
                BigInteger.valueOf(no),
                BigInteger.valueOf(veto));
    }

    private static Proposal proposal(
            long id, ProposalStatus status, ProposalMessage message, Tally tally) {
        return new Proposal(
                id,
                "Next MLNode version",
                "Brings the new MLNode to every host at the same block. Faster model load, fixes the"
                        + " stream that broke on long answers.",
                "",
                "gonka1qy352eufqy352eufqy352eufqy35qqq",
                status,
                false,
                List.of(message),
                List.of(new Coin("ngonka", BigInteger.valueOf(25_000_000))),
                Optional.of(NOW.minus(Duration.ofHours(20))),
                Optional.of(NOW.plus(Duration.ofHours(4))),
                Optional.of(NOW.minus(Duration.ofHours(20))),
                Optional.of(NOW.plus(Duration.ofHours(28))),
                tally,
                "");
    }

    private static HostContainers containers(boolean switched) {
        return new HostContainers(
                "docker",
                "28.0.1",
                List.of(
                        container(
                                "join-mlnode-308-1",
                                Container.Role.INCUMBENT,
                                switched ? Container.State.EXITED : Container.State.RUNNING,
                                "mlnode:3.0.8",
                                "v3.0.8",
                                switched ? "Exited 2 minutes ago" : "Up 41 days"),
                        container(
                                "lockstep-mlnode-v3.0.10",
                                Container.Role.CANDIDATE,
                                Container.State.RUNNING,
                                "mlnode:3.0.10",
                                "v3.0.10",
                                "Up 2 hours"),
                        container(
                                "lockstep-engine",
                                Container.Role.ENGINE,
                                Container.State.RUNNING,
                                "lockstep/engine:1.4.0",
                                "",
                                "Up 2 hours")),
                List.of());
    }

    private static Container container(
            String name,
            Container.Role role,
            Container.State state,
            String image,
            String version,
            String status) {
        return new Container(
                "5c1f90d3" + name.hashCode(),
                name,
                role,
                state,
                "ghcr.io/product-science/" + image,
                "sha256:8f2c77aa01bb44cc91ab",
                version.isEmpty() ? Optional.empty() : Optional.of(version),
                Optional.of(name + ":8080"),
                status,
                NOW.minus(Duration.ofDays(2)),
                Map.of(),
                List.of("join_default"),
                Map.of());
    }

    private static HostGpus gpus() {
        return new HostGpus(
                Optional.of("570.86.15"),
                Optional.of("12.8"),
                List.of(gpu(0, 73.4, 71, 612), gpu(1, 73.6, 69, 598)),
                Optional.of(List.of()),
                List.of(),
                new HostGpus.Way("this machine", "nvidia-smi -q -x", 0));
    }

    private static Gpu gpu(int index, double gib, int heat, double watts) {
        return TestGpus.h100(index, gib, heat, watts);
    }

    private static HostLoad host() {
        return new HostLoad(
                "host-a",
                "this machine",
                new HostLoad.Cpu(
                        64,
                        OptionalDouble.of(0.14),
                        List.of(),
                        OptionalDouble.of(8.9),
                        OptionalDouble.of(8.1),
                        OptionalDouble.of(7.7)),
                new HostLoad.Memory(
                        OptionalLong.of(540_000_000_000L),
                        OptionalLong.of(212_000_000_000L),
                        OptionalLong.of(0),
                        OptionalLong.of(0)),
                List.of(
                        new HostLoad.Disk(
                                "/",
                                1_920_000_000_000L,
                                812_000_000_000L,
                                List.of(HostLoad.Use.DOCKER, HostLoad.Use.MODELS))),
                List.of(),
                List.of(),
                Optional.of(Duration.ofDays(63)),
                Optional.of(Duration.ZERO),
                Optional.empty());
    }

    private static EngineStatus engine(Optional<CutoverRecord> cutover, String serving) {
        return new EngineStatus(
                "1.4.0",
                4711,
                NOW.minus(Duration.ofHours(131)),
                cutover.filter(c -> c.phase() == Phase.SERVING).isPresent() ? 15 : 14,
                List.of("0.0.0.0:8080", "0.0.0.0:5000"),
                List.of(
                        new EngineStatus.Route("v3.0.8", "v3.0.8"),
                        new EngineStatus.Route("v3.0.10", "v3.0.10")),
                Optional.of(serving),
                List.of(
                        upstream("v3.0.8", serving, 1_204_551),
                        upstream("v3.0.10", serving, 1_212)),
                new EngineStatus.Traffic(
                        1_205_763, 0, 7, 8_400_000_000L, 61_200_000_000L, 38.2, 48, 212),
                Optional.empty(),
                cutover,
                prefixes(serving),
                history(cutover));
    }

    private static List<EngineStatus.Prefix> prefixes(String serving) {
        return List.of(
                prefix("/", 1_204, 2_400, 40),
                prefix("/" + serving, 1_203_347, 8_399_000_000L, 2),
                new EngineStatus.Prefix("/v3.0.12", false, 14, NOW.minusSeconds(610)));
    }

    private static EngineStatus.Prefix prefix(String name, long requests, long body, long ago) {
        return new EngineStatus.Prefix(
                name, true, requests, NOW.minusSeconds(ago), Optional.of(body));
    }

    private static List<GenerationRecord> history(Optional<CutoverRecord> cutover) {
        List<GenerationRecord> all = new ArrayList<>();
        all.add(
                generation(
                        12,
                        40_000,
                        GenerationRecord.Origin.START,
                        List.of("+ /v3.0.8/ goes to v3.0.8", "+ default goes to v3.0.8")));
        all.add(
                generation(
                        13,
                        7_500,
                        GenerationRecord.Origin.CONTROL,
                        List.of("~ upstream v3.0.8 at http://mlnode-308:8080 (was: mlnode)")));
        all.add(
                generation(
                        14,
                        7_100,
                        GenerationRecord.Origin.CONTROL,
                        List.of("+ /v3.0.10/ goes to v3.0.10")));
        if (cutover.filter(record -> record.phase() == Phase.SERVING).isPresent()) {
            all.add(
                    generation(
                            15,
                            20,
                            GenerationRecord.Origin.CUTOVER,
                            List.of("~ default goes to v3.0.10 (was: goes to v3.0.8)")));
        }
        return List.copyOf(all);
    }

    private static GenerationRecord generation(
            long number, long ago, GenerationRecord.Origin origin, List<String> changes) {
        return new GenerationRecord(
                number,
                NOW.minusSeconds(ago),
                origin,
                "",
                changes,
                origin != GenerationRecord.Origin.CUTOVER);
    }

    private static EngineStatus.Upstream upstream(String name, String serving, long requests) {
        return new EngineStatus.Upstream(
                name,
                URI.create("http://lockstep-mlnode-" + name + ":8080"),
                name.equals(serving) ? 7 : 0,
                requests,
                0);
    }

    private static NodesView nodes(long applied, String serving) {
        return new NodesView(
                Optional.of(
                        new Epoch(
                                81,
                                "Inference",
                                applied,
                                applied - 15_300,
                                applied - 15_200,
                                applied < HEIGHT ? applied + 98 : applied + 11_412)),
                List.of(
                        new NodesView.ApiNodeEntry(
                                "node1",
                                "lockstep-engine",
                                5000,
                                8080,
                                "INFERENCE",
                                "INFERENCE",
                                true,
                                List.of(new NodesView.Model("Qwen/Qwen2.5-7B-Instruct", List.of())),
                                Optional.empty())),
                List.of(node("v3.0.8", serving), node("v3.0.10", serving)));
    }

    private static NodesView.MlNode node(String version, String serving) {
        var serves = version.equals(serving);
        return new NodesView.MlNode(
                version, Optional.of(serves ? "INFERENCE" : "STOPPED"), serves, Optional.empty());
    }

    private static List<JournalEntry> journal() {
        return List.of(
                entry(
                        218,
                        658,
                        StepName.ARM,
                        JournalEntry.Kind.EVIDENCE,
                        "Armed for 1250000, policy bridge"),
                entry(
                        217,
                        700,
                        StepName.CANDIDATE,
                        JournalEntry.Kind.EVIDENCE,
                        "Candidate proven, 24 probes"),
                entry(
                        216,
                        760,
                        StepName.CANDIDATE,
                        JournalEntry.Kind.INTENT,
                        "Start v3.0.10 beside the incumbent"),
                entry(
                        215,
                        8_000,
                        StepName.PULL,
                        JournalEntry.Kind.EVIDENCE,
                        "Image pulled, 18.4 GB in 6 m 12 s"));
    }

    private static JournalEntry entry(
            long number, long ago, StepName step, JournalEntry.Kind kind, String text) {
        return new JournalEntry(number, NOW.minusSeconds(ago), Optional.of(step), kind, text);
    }
}
