package io.lockstep.app.snapshot;

import io.lockstep.app.chronicle.ChainEvent;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.containers.PullView;
import io.lockstep.app.containers.watch.HostSight;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.host.HostLoad;
import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.JournalEntry;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.governance.GovernanceView;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.upgrade.UpgradeView;
import io.lockstep.engine.control.EngineStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Everything known at one moment. Observers replace their part, the planner reads the whole, views
/// draw it.
///
/// @param upgrade what Lockstep itself makes of the rest
/// @param elsewhere further hosts, which are only watched
/// @param rehearsal whether the network behind this is the rehearsal's
/// @param fleet every host that is watched, each with its own standing and age
public record Snapshot(
        Instant at,
        Reading<ChainView> chain,
        Reading<GovernanceView> governance,
        Reading<UpgradeView> upgrades,
        Reading<HostContainers> containers,
        Reading<HostGpus> gpus,
        Reading<HostLoad> host,
        Reading<EngineStatus> proxy,
        Reading<NodesView> nodes,
        Upgrade upgrade,
        boolean rehearsal,
        Own own,
        List<HostSight> fleet,
        List<Elsewhere> elsewhere) {

    /// A machine beside the one where upgrades happen.
    ///
    /// @param host as the settings name it
    public record Elsewhere(String host, Reading<HostGpus> gpus, Reading<HostLoad> load) {}

    /// The operator's own side of the chain.
    ///
    /// @param accounts watched; whose vote counts as the operator's
    /// @param events what changed on the chain and was recorded, newest first: the chain itself
    ///   forgets it
    public record Own(List<Address> accounts, List<ChainEvent> events) {
        static final Own NONE = new Own(List.of(), List.of());
    }

    /// @param plan the way to the next upgrade, when one is known
    /// @param cleanUp what the clean-up would remove, once the plan has come that far
    /// @param journal the newest entries, newest first
    /// @param automatic whether each step is carried out as soon as it is ready
    /// @param overridable names of the failing checks that the operator may go past
    /// @param pull how far the pull is, while one is under way
    public record Upgrade(
            Optional<Plan> plan,
            Optional<CleanUpList> cleanUp,
            List<JournalEntry> journal,
            boolean automatic,
            List<String> overridable,
            Optional<PullView> pull) {

        public Upgrade(
                Optional<Plan> plan,
                Optional<CleanUpList> cleanUp,
                List<JournalEntry> journal,
                boolean automatic) {
            this(plan, cleanUp, journal, automatic, List.of(), Optional.empty());
        }

        static final Upgrade NONE =
                new Upgrade(Optional.empty(), Optional.empty(), List.of(), false);
    }

    /// Nothing known yet.
    public static Snapshot empty(Instant at, boolean rehearsal) {
        return new Snapshot(
                at,
                Reading.pending(),
                Reading.pending(),
                Reading.pending(),
                Reading.pending(),
                Reading.pending(),
                Reading.pending(),
                Reading.pending(),
                Reading.pending(),
                Upgrade.NONE,
                rehearsal,
                Own.NONE,
                List.of(),
                List.of());
    }

    /// Newest first: the open, the newest and those that have yet to take effect.
    public Reading<List<Proposal>> proposals() {
        return governance.map(GovernanceView::proposals);
    }

    public Optional<Plan> plan() {
        return upgrade.plan();
    }

    public List<JournalEntry> journal() {
        return upgrade.journal();
    }

    public Snapshot withChain(Instant now, Reading<ChainView> chain) {
        return new Snapshot(
                now,
                chain,
                governance,
                upgrades,
                containers,
                gpus,
                host,
                proxy,
                nodes,
                upgrade,
                rehearsal,
                own,
                fleet,
                elsewhere);
    }

    public Snapshot withGovernance(Instant now, Reading<GovernanceView> governance) {
        return new Snapshot(
                now,
                chain,
                governance,
                upgrades,
                containers,
                gpus,
                host,
                proxy,
                nodes,
                upgrade,
                rehearsal,
                own,
                fleet,
                elsewhere);
    }

    public Snapshot withUpgrades(Instant now, Reading<UpgradeView> upgrades) {
        return new Snapshot(
                now,
                chain,
                governance,
                upgrades,
                containers,
                gpus,
                host,
                proxy,
                nodes,
                upgrade,
                rehearsal,
                own,
                fleet,
                elsewhere);
    }

    public Snapshot withContainers(Instant now, Reading<HostContainers> containers) {
        return new Snapshot(
                now,
                chain,
                governance,
                upgrades,
                containers,
                gpus,
                host,
                proxy,
                nodes,
                upgrade,
                rehearsal,
                own,
                fleet,
                elsewhere);
    }

    public Snapshot withGpus(Instant now, Reading<HostGpus> gpus) {
        return new Snapshot(
                now,
                chain,
                governance,
                upgrades,
                containers,
                gpus,
                host,
                proxy,
                nodes,
                upgrade,
                rehearsal,
                own,
                fleet,
                elsewhere);
    }

    public Snapshot withHost(Instant now, Reading<HostLoad> host) {
        return new Snapshot(
                now,
                chain,
                governance,
                upgrades,
                containers,
                gpus,
                host,
                proxy,
                nodes,
                upgrade,
                rehearsal,
                own,
                fleet,
                elsewhere);
    }

    public Snapshot withProxy(Instant now, Reading<EngineStatus> proxy) {
        return new Snapshot(
                now,
                chain,
                governance,
                upgrades,
                containers,
                gpus,
                host,
                proxy,
                nodes,
                upgrade,
                rehearsal,
                own,
                fleet,
                elsewhere);
    }

    public Snapshot withNodes(Instant now, Reading<NodesView> nodes) {
        return new Snapshot(
                now,
                chain,
                governance,
                upgrades,
                containers,
                gpus,
                host,
                proxy,
                nodes,
                upgrade,
                rehearsal,
                own,
                fleet,
                elsewhere);
    }

    public Snapshot withUpgrade(Instant now, Upgrade upgrade) {
        return new Snapshot(
                now,
                chain,
                governance,
                upgrades,
                containers,
                gpus,
                host,
                proxy,
                nodes,
                upgrade,
                rehearsal,
                own,
                fleet,
                elsewhere);
    }

    public Snapshot withOwn(Instant now, Own own) {
        return new Snapshot(
                now,
                chain,
                governance,
                upgrades,
                containers,
                gpus,
                host,
                proxy,
                nodes,
                upgrade,
                rehearsal,
                own,
                fleet,
                elsewhere);
    }

    public Snapshot withFleet(Instant now, List<HostSight> fleet) {
        return new Snapshot(
                now,
                chain,
                governance,
                upgrades,
                containers,
                gpus,
                host,
                proxy,
                nodes,
                upgrade,
                rehearsal,
                own,
                fleet,
                elsewhere);
    }

    /// With that machine's part, which takes the place of an earlier one.
    public Snapshot withElsewhere(Instant now, Elsewhere machine) {
        var known = elsewhere.stream().anyMatch(one -> one.host().equals(machine.host()));
        var all =
                known
                        ? elsewhere.stream()
                                .map(one -> one.host().equals(machine.host()) ? machine : one)
                                .toList()
                        : Stream.concat(elsewhere.stream(), Stream.of(machine)).toList();
        return new Snapshot(
                now,
                chain,
                governance,
                upgrades,
                containers,
                gpus,
                host,
                proxy,
                nodes,
                upgrade,
                rehearsal,
                own,
                fleet,
                all);
    }

    /// What is known of that machine; pending where nothing is.
    public Elsewhere elsewhere(String host) {
        return elsewhere.stream()
                .filter(one -> one.host().equals(host))
                .findFirst()
                .orElseGet(() -> new Elsewhere(host, Reading.pending(), Reading.pending()));
    }
}
