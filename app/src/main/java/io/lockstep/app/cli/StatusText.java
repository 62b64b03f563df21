package io.lockstep.app.cli;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.HostContainers;
import io.lockstep.app.gpu.Gpu;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.host.HostLoad;
import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.follow.RpcView.Verdict;
import io.lockstep.chain.governance.GovernanceView;
import io.lockstep.chain.governance.ProposalWords;
import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.rpc.NodeStatus;
import io.lockstep.chain.upgrade.HaltState;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.SoftwarePlan;
import io.lockstep.chain.upgrade.UpgradeView;
import io.lockstep.engine.control.EngineStatus;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A snapshot for people: a sentence for each part, so that it can be read aloud.
final class StatusText {
    /// Blocks: nodes that are polled one after the other differ by a few.
    private static final long FAR = 3;

    private final Snapshot snapshot;
    private final List<String> lines = new ArrayList<>();

    private StatusText(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /// @param asides what was not read and need not be
    static List<String> of(Snapshot snapshot, List<String> asides, Optional<Plan> plan) {
        var text = new StatusText(snapshot);
        snapshot.chain().live().ifPresent(text::chain);
        text.silence();
        snapshot.governance().live().ifPresent(text::proposals);
        snapshot.upgrades().live().ifPresent(text::upgrades);
        snapshot.containers().live().ifPresent(text::containers);
        snapshot.gpus().live().ifPresent(text::gpus);
        snapshot.host().live().ifPresent(text::host);
        snapshot.proxy().live().ifPresent(text::proxy);
        snapshot.nodes().live().ifPresent(text::nodes);
        asides.forEach(text::say);
        text.say("Next: " + next(snapshot, plan));
        return List.copyOf(text.lines);
    }

    private static String next(Snapshot snapshot, Optional<Plan> plan) {
        if (plan.isPresent()) {
            return plan.get().current().map(StepText::of).orElse("nothing, the upgrade is done.");
        }
        return snapshot.upgrades()
                .live()
                .map(view ->
                        view.scheduled().stream().anyMatch(ScheduledUpgrade::certain)
                                ? "nothing to do here: no MLNode of this host serves that could be"
                                        + " upgraded."
                                : "nothing to do, no upgrade is decided.")
                .orElse("unknown, since the schedule of the chain was not read.");
    }

    private void say(String line) {
        lines.add(line);
    }

    private void chain(ChainView view) {
        view.head()
                .ifPresent(head ->
                        say(
                                "Chain %s: block %d%s%s, %d of %d RPC nodes agree%s."
                                        .formatted(
                                                head.chainId(),
                                                head.seenHeight(),
                                                head.halted()
                                                        ? ", applied up to %d"
                                                                .formatted(head.appliedHeight())
                                                        : "",
                                                pace(head),
                                                head.agreeing(),
                                                view.rpcs().size(),
                                                beyond(view, head))));
    }

    /// How far others have come when the agreed height stands still, such as with two nodes of
    /// which one is stuck.
    private static String beyond(ChainView view, Head head) {
        return view.rpcs().stream()
                .filter(rpc -> rpc.verdict() == Verdict.AGREES)
                .flatMap(rpc -> rpc.status().stream())
                .mapToLong(NodeStatus::seenHeight)
                .filter(height -> height > head.seenHeight() + FAR)
                .max()
                .stream()
                .mapToObj(", although one is at block %d already"::formatted)
                .findFirst()
                .orElse("");
    }

    /// Nodes end when their chain halts, and come back with the new program.
    private void silence() {
        var chain = snapshot.chain().latest();
        var plan = snapshot.upgrades().latest().flatMap(UpgradeView::plan);
        if (chain.isEmpty() || plan.isEmpty() || chain.get().head().isPresent()) {
            return;
        }
        if (HaltState.through(plan.get(), Optional.empty(), chain.get().last())
                == HaltState.HALTED) {
            say(
                    ("The chain has come to block %d, where it halts for %s: its nodes are silent"
                                    + " until they run the new program.")
                            .formatted(plan.get().height(), Printable.line(plan.get().name())));
        }
    }

    private static String pace(Head head) {
        return head.pace()
                .map(pace ->
                        String.format(
                                Locale.ROOT,
                                ", a block every %.1f s",
                                pace.mean().toMillis() / 1000.0))
                .orElse("");
    }

    private void proposals(GovernanceView governance) {
        var zone = ZoneId.systemDefault();
        var head = snapshot.chain().live().flatMap(ChainView::head);
        var open =
                governance.assess(head, GovernanceJson.own(snapshot), zone).stream()
                        .filter(assessed -> assessed.proposal().open())
                        .toList();
        say("Proposals: %d in all, %d open.".formatted(governance.total(), open.size()));
        open.forEach(assessed -> GovernanceText.of(assessed, zone).forEach(this::say));
    }

    private void upgrades(UpgradeView view) {
        say(
                "Network generation %s%s, %s ahead."
                        .formatted(
                                view.generation(),
                                view.currentVersion().map(", MLNode "::concat).orElse(""),
                                count(view.scheduled().size(), "upgrade")));
        view.scheduled().forEach(upgrade -> scheduled(upgrade, halted(view)));
        view.plan().filter(_ -> !halted(view)).ifPresent(this::coming);
        view.notes().forEach(note -> say("  Beware: " + note.text()));
    }

    private boolean halted(UpgradeView view) {
        var head = snapshot.chain().live().flatMap(ChainView::head);
        return view.plan().filter(plan -> HaltState.of(plan, head) == HaltState.HALTED).isPresent();
    }

    /// A halt that is decided, also one that names no MLNode version.
    private void coming(SoftwarePlan plan) {
        var head = snapshot.chain().live().flatMap(ChainView::head);
        say(
                "  The chain halts at block %d for %s%s, decided."
                        .formatted(
                                plan.height(),
                                Printable.line(plan.name()),
                                new ProposalWords(head, ZoneId.systemDefault())
                                        .when(plan.height())));
    }

    /// @param halted nobody knows when a halted chain goes on
    private void scheduled(ScheduledUpgrade upgrade, boolean halted) {
        var head = snapshot.chain().live().flatMap(ChainView::head);
        var when =
                halted
                        ? ""
                        : new ProposalWords(head, ZoneId.systemDefault()).when(upgrade.height());
        var left =
                head.map(known -> upgrade.height() - known.appliedHeight())
                        .filter(blocks -> blocks > 0)
                        .map(blocks ->
                                ", %d %s left".formatted(blocks, blocks == 1 ? "block" : "blocks"))
                        .orElse("");
        say(
                "  %s at block %d%s%s, %s."
                        .formatted(
                                Printable.line(upgrade.version()),
                                upgrade.height(),
                                left,
                                when,
                                upgrade.certain() ? "decided" : "proposed"));
    }

    private void containers(HostContainers host) {
        say(
                "Containers (%s %s): %s."
                        .formatted(
                                host.runtime(),
                                host.version(),
                                host.containers().isEmpty()
                                        ? "none of an MLNode or engine"
                                        : host.containers().size() + " of MLNodes or engine"));
        for (Container container : host.containers()) {
            say(
                    "  %s, %s%s: %s."
                            .formatted(
                                    container.name(),
                                    words(container.role().name()),
                                    container
                                            .version()
                                            .map(v -> " " + Printable.line(v))
                                            .orElse(""),
                                    container.status()));
        }
    }

    private void gpus(HostGpus host) {
        say(
                "GPUs: %d%s."
                        .formatted(
                                host.cards().size(),
                                host.driver().map(", driver "::concat).orElse(", no driver")));
        for (Gpu gpu : host.cards()) {
            say("  GPU %d, %s%s.".formatted(gpu.index(), gpu.name(), memory(gpu)));
        }
    }

    private static String memory(Gpu gpu) {
        if (gpu.memory().usedBytes().isEmpty() || gpu.memory().totalBytes().isEmpty()) {
            return "";
        }
        return ": %d of %d MiB in use"
                .formatted(
                        gpu.memory().usedBytes().getAsLong() >> 20,
                        gpu.memory().totalBytes().getAsLong() >> 20);
    }

    private void host(HostLoad host) {
        say(
                "Host %s: %d processors %d %% busy, %d of %d MiB memory in use."
                        .formatted(
                                host.name(),
                                host.cpu().processors(),
                                Math.round(100 * host.cpu().share().orElse(0)),
                                host.memory().usedBytes().orElse(0) >> 20,
                                host.memory().totalBytes().orElse(0) >> 20));
    }

    private void proxy(EngineStatus engine) {
        say(
                ("Proxy engine: generation %d, default route to %s, %d in flight, %d requests, %d"
                                + " errors.")
                        .formatted(
                                engine.generation(),
                                engine.defaultUpstream().orElse("nobody"),
                                engine.traffic().inFlight(),
                                engine.traffic().requests(),
                                engine.traffic().errors()));
        engine.prefixes().forEach(this::prefix);
        engine.cutover()
                .ifPresent(record ->
                        say(
                                "  Cutover to %s at block %d: %s."
                                        .formatted(
                                                record.armed().candidate(),
                                                record.armed().height(),
                                                words(record.phase().name()))));
    }

    private void nodes(NodesView nodes) {
        say("API node: %s registered.".formatted(count(nodes.apiNodes().size(), "MLNode")));
        for (var node : nodes.mlNodes()) {
            say(
                    "  MLNode %s: %s%s."
                            .formatted(
                                    Printable.line(node.version()),
                                    node.state().orElse("no answer"),
                                    node.serving() ? ", serving" : ""));
        }
    }

    /// What clients really use, whatever the routes are.
    private void prefix(EngineStatus.Prefix prefix) {
        say(
                "  Asked for under %s%s: %s, the last at %s."
                        .formatted(
                                Printable.line(prefix.prefix()),
                                prefix.routed() ? "" : ", which is no route",
                                prefix.requests() == 1
                                        ? "1 request"
                                        : prefix.requests() + " requests",
                                prefix.lastSeen().truncatedTo(ChronoUnit.SECONDS)));
    }

    private static String count(int number, String thing) {
        return "%s %s%s".formatted(number(number), thing, number == 1 ? "" : "s");
    }

    private static String number(int number) {
        return number == 0 ? "no" : Integer.toString(number);
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
