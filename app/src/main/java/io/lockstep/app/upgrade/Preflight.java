package io.lockstep.app.upgrade;

import io.lockstep.app.containers.HostContainers.Front;
import io.lockstep.app.host.HostLoad.Use;
import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What must be true before anything is touched. A pure function of the snapshot.
///
/// @param passed checks that hold, or that the operator decided to go past
/// @param notes what stands in no way and should be known
/// @param open checks whose facts are not known yet
/// @param refusal the first check that fails
/// @param overridable the names of the failed checks that the operator may go past
record Preflight(
        List<String> passed,
        List<String> notes,
        List<String> open,
        Optional<Problem> refusal,
        List<String> overridable) {
    /// Free space asked for: a multiple of the incumbent's image, since a pull unpacks what it
    /// loads.
    private static final double IMAGE_FACTOR = 2.2;

    /// The check whether requests go through the engine.
    static final String FRONT = "requests-go-through-the-engine";

    static Preflight of(Facts facts) {
        var snapshot = facts.snapshot();
        var goal = facts.goal();
        var checks = new Checks(facts);
        chain(snapshot, goal, checks);
        incumbent(snapshot, goal, checks);
        weights(snapshot, checks);
        if (facts.imageThere()) {
            checks.passed.add("image is on the host");
        } else {
            disk(snapshot, goal, checks);
        }
        outsidePoc(snapshot, goal, checks);
        nodes(snapshot, checks);
        front(facts, checks);
        return new Preflight(
                List.copyOf(checks.passed),
                List.copyOf(checks.notes),
                List.copyOf(checks.open),
                checks.refusal(),
                List.copyOf(checks.overridable));
    }

    /// In one sentence, once all checks hold.
    String told() {
        return Stream.concat(Stream.of(passed.size() + " checks passed"), notes.stream())
                .collect(Collectors.joining("; "));
    }

    private static void chain(Snapshot snapshot, Goal goal, Checks checks) {
        var head = snapshot.chain().live().flatMap(ChainView::head);
        if (head.isEmpty()) {
            checks.open.add("the height of the chain is not known");
            return;
        }
        checks.require(
                "chain is synced",
                !head.get().catchingUp(),
                "The chain node is catching up.",
                "Wait until it is synced.");
        checks.require(
                "height lies ahead",
                head.map(Head::appliedHeight).orElse(0L) < goal.upgrade().height() - 1,
                "Block %d is too close or has passed.".formatted(goal.upgrade().height()),
                "Upgrade by hand, or wait for the next proposal.");
    }

    private static void incumbent(Snapshot snapshot, Goal goal, Checks checks) {
        var host = snapshot.containers().live();
        if (host.isEmpty()) {
            checks.open.add("the containers are not known");
            return;
        }
        var incumbent = Roles.incumbent(host.get(), snapshot.proxy().live(), goal);
        checks.insist(
                "incumbent runs",
                incumbent.filter(c -> c.running() && c.address().isPresent()).isPresent(),
                "No running container with an address was found for %s."
                        .formatted(goal.incumbent()),
                "Start it, or label it lockstep.version=%s.".formatted(goal.incumbent()));
    }

    /// The candidate shares the incumbent's cache, and neither may fill it while it is offline.
    private static void weights(Snapshot snapshot, Checks checks) {
        for (var weights : snapshot.containers().live().map(h -> h.weights()).orElse(List.of())) {
            checks.require(
                    "weights are in the cache",
                    weights.there(),
                    "HF_HUB_OFFLINE is set and no mounted cache holds the weights of %s."
                            .formatted(weights.model()),
                    "Download them into the host's HF_HOME folder, which both versions share.");
        }
    }

    private static void disk(Snapshot snapshot, Goal goal, Checks checks) {
        var containers = snapshot.containers().live();
        var host = snapshot.host().live();
        if (containers.isEmpty() || host.isEmpty()) {
            checks.open.add("containers or disks are not known");
            return;
        }
        var image =
                containers.get().containers().stream()
                        .filter(c -> Roles.stands(c, goal.incumbent()))
                        .flatMap(c ->
                                containers.get().images().stream()
                                        .filter(i -> i.id().equals(c.imageId())))
                        .mapToLong(i -> i.bytes())
                        .max()
                        .orElse(0);
        var free =
                host.get().disk(Use.DOCKER).map(List::of).orElse(host.get().disks()).stream()
                        .mapToLong(disk -> disk.freeBytes())
                        .max()
                        .orElse(0);
        checks.require(
                "disk has room for the image",
                free >= IMAGE_FACTOR * image,
                "The disk has %d MB free; the image needs %d MB."
                        .formatted(free / 1_000_000, Math.round(IMAGE_FACTOR * image) / 1_000_000),
                "Free disk space.");
    }

    private static void outsidePoc(Snapshot snapshot, Goal goal, Checks checks) {
        var epoch = snapshot.nodes().live().flatMap(NodesView::epoch);
        if (epoch.isEmpty()) {
            checks.passed.add("no PoC is known");
            return;
        }
        var height = goal.upgrade().height();
        var length = epoch.get().pocEnd() - epoch.get().pocStart();
        var inside =
                within(height, epoch.get().pocStart(), length)
                        || within(height, epoch.get().nextPocStart(), length);
        checks.require(
                "height is outside PoC",
                !inside,
                "Block %d lies inside a PoC; a cutover there costs the epoch's weight."
                        .formatted(height),
                "Plan with the network, or carry it out by hand.");
    }

    private static boolean within(long height, long start, long length) {
        return height >= start && height <= start + length;
    }

    private static void nodes(Snapshot snapshot, Checks checks) {
        if (snapshot.nodes().live().isEmpty()) {
            checks.open.add("the API node has not answered yet");
            return;
        }
        checks.passed.add("API node answers");
        if (snapshot.upgrades().live().isEmpty()) {
            checks.open.add("the generation of the network is not known");
        } else {
            checks.passed.add("generation is known");
        }
    }

    /// An nginx that was adopted is switched by the front step itself.
    private static void front(Facts facts, Checks checks) {
        var alone = facts.alone();
        if (alone.isEmpty()) {
            return;
        }
        var front = alone.get();
        if (front.adopted()) {
            checks.notes.add(
                    "%s leads by itself and has no armed cutover, no drain and no bridge; the front"
                                    .formatted(front.container())
                            + " step does lockstep front switch --to engine");
            return;
        }
        var problem = goesPast(front);
        checks.require(FRONT.replace('-', ' '), false, problem.what(), remedy(front));
    }

    /// Says what an nginx cannot do that leads to the MLNodes without the engine.
    static Problem goesPast(Front front) {
        return new Problem(
                "preflight." + FRONT,
                ("The nginx %s leads to the MLNodes past the engine, and by itself it cannot arm a"
                                + " cutover for a block, say when the older requests have drained,"
                                + " or bridge the time in which no version serves.")
                        .formatted(front.container()),
                "Nothing was changed; the incumbent serves.",
                Overrides.offer(remedy(front), FRONT));
    }

    private static String remedy(Front front) {
        return "lockstep front adopt %1$s, then lockstep front switch --to engine %1$s."
                .formatted(front.container());
    }

    /// Gathers outcomes; the first failure is the one that is told.
    private static final class Checks {
        private final List<String> passed = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private final List<String> open = new ArrayList<>();
        private final List<Problem> failed = new ArrayList<>();
        private final List<String> overridable = new ArrayList<>();
        private final Facts facts;

        Checks(Facts facts) {
            this.facts = facts;
        }

        /// What the operator may go past.
        void require(String name, boolean holds, String what, String remedy) {
            var check = name.replace(' ', '-');
            if (!holds && facts.overridden(check)) {
                passed.add(name + " (overridden)");
                return;
            }
            if (!holds) {
                overridable.add(check);
            }
            insist(name, holds, what, Overrides.offer(remedy, check));
        }

        /// What the next steps cannot do without.
        void insist(String name, boolean holds, String what, String remedy) {
            if (holds) {
                passed.add(name);
            } else {
                failed.add(
                        new Problem(
                                "preflight." + name.replace(' ', '-'),
                                what,
                                "Nothing was changed; the incumbent serves.",
                                remedy));
            }
        }

        Optional<Problem> refusal() {
            return failed.stream().findFirst();
        }
    }
}
