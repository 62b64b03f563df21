package io.lockstep.app.rehearsal.world;

import io.lockstep.app.rehearsal.chain.SimChain;
import io.lockstep.app.rehearsal.chain.SimChainConfig;
import io.lockstep.app.rehearsal.chain.scenario.Scenario;
import io.lockstep.app.rehearsal.chain.scenario.ScenarioPlayer;
import io.lockstep.app.rehearsal.dapi.ApiNodeConfig;
import io.lockstep.app.rehearsal.dapi.NodeEntry;
import io.lockstep.app.rehearsal.dapi.SimApiNode;
import io.lockstep.app.rehearsal.dapi.Timers;
import io.lockstep.app.rehearsal.traffic.TrafficClient;
import io.lockstep.app.rehearsal.traffic.TrafficPlan;
import io.lockstep.app.rehearsal.traffic.TrafficReport;
import io.lockstep.app.rehearsal.world.WorldFacts.ChainAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The simulated chain, the simulated API node and the traffic of one rehearsal.
///
/// The chain makes blocks from the start; the rest begins when the proxy is known, so that nothing
/// of the story is missed. All methods may be called again: what was done stays done.
public final class World implements AutoCloseable {
    private static final Duration LONGEST_FINISH = Duration.ofMinutes(2);
    private static final TrafficReport NO_TRAFFIC =
            new TrafficReport(
                    new TrafficReport.Requests(0, 0, 0, 0),
                    new TrafficReport.Streams(0, 0, 0),
                    0,
                    List.of(),
                    0,
                    Map.of());

    private final WorldPlan plan;
    private final Clock clock;
    private final Consumer<String> terminal;
    private final Scenario scenario;
    private final SimChain chain;
    private final SimApiNode apiNode;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<ChainAddresses> forContainers = new ArrayList<>();
    private Optional<Running> running = Optional.empty();
    private Optional<TrafficReport> finished = Optional.empty();

    private record Running(ScenarioPlayer player, TrafficClient traffic) {}

    private World(WorldPlan plan, Path folder, Clock clock, Consumer<String> terminal) {
        this.plan = plan;
        this.clock = clock;
        this.terminal = terminal;
        this.scenario = plan.played();
        this.chain = SimChain.start(chain(plan, scenario, clock));
        this.apiNode =
                SimApiNode.start(
                        new ApiNodeConfig(
                                plan.generation(),
                                chain.rpcs(),
                                chain.rest(),
                                true,
                                Timers.rehearsal(plan.blockTime()),
                                this::tell,
                                Optional.of(folder.resolve("dapi.jsonl"))),
                        clock);
    }

    /// @param folder where the API node's requests are written down
    /// @param terminal hears each event
    public static World start(WorldPlan plan, Path folder, Clock clock, Consumer<String> terminal) {
        return new World(plan, folder, clock, terminal);
    }

    public synchronized WorldFacts facts() {
        return new WorldFacts(
                plan,
                chain.rpcs(),
                chain.rest(),
                apiNode.admin(),
                apiNode.publicSide(),
                forContainers,
                chain.height(),
                chain.appliedHeight(),
                running.map(parts -> parts.player().upgradeHeight()).orElse(0L),
                apiNode.prefix(),
                running.isPresent(),
                running.filter(parts -> parts.player().over()).isPresent(),
                finished.isPresent(),
                events,
                finished.or(() -> running.map(parts -> parts.traffic().report()))
                        .orElse(NO_TRAFFIC));
    }

    /// Opens the chain on an address of this host, such as the gateway of a Docker network.
    public synchronized ChainAddresses bindAlso(InetAddress address) {
        var name = address.getHostAddress();
        return forContainers.stream()
                .filter(known -> known.address().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    var opened = chain.bindAlso(address);
                    var addresses = new ChainAddresses(name, opened.rpcs(), opened.rest());
                    forContainers.add(addresses);
                    return addresses;
                });
    }

    /// Begins: the API node drives its MLNode through the proxy, traffic flows, a proposal is on
    /// its way.
    public synchronized void proxy(URI management, URI inference) {
        if (running.isPresent()) {
            return;
        }
        apiNode.drive(
                new NodeEntry(
                        "node1",
                        management,
                        inference,
                        plan.model(),
                        List.of("--quantization", "fp8")));
        var traffic =
                TrafficClient.start(
                        TrafficPlan.rehearsal(management, inference, apiNode::prefix, plan.model()),
                        clock);
        var player = ScenarioPlayer.play(chain, scenario, plan.workBlocks(), this::tell);
        running = Optional.of(new Running(player, traffic));
    }

    /// Ends the traffic in order. Chain and API node go on.
    ///
    /// @param cutover when the engine switched, where that is known
    public TrafficReport finish(Optional<Instant> cutover) throws InterruptedException {
        Optional<TrafficClient> traffic;
        synchronized (this) {
            traffic = running.map(Running::traffic);
        }
        if (traffic.isEmpty()) {
            return NO_TRAFFIC;
        }
        cutover.ifPresent(traffic.get()::cutover);
        var report = traffic.get().finish(LONGEST_FINISH);
        synchronized (this) {
            finished = Optional.of(report);
        }
        return report;
    }

    @Override
    public synchronized void close() {
        running.ifPresent(parts -> {
            parts.traffic().close();
            parts.player().close();
        });
        apiNode.close();
        chain.close();
    }

    private static SimChainConfig chain(WorldPlan plan, Scenario scenario, Clock clock) {
        var config =
                SimChainConfig.rehearsal(plan.generation(), plan.blockTime(), clock)
                        .running(scenario.from());
        var rpcs = Collections.nCopies(scenario.nodes(), config.rest());
        return config.listening(rpcs, config.rest());
    }

    private void tell(String line) {
        events.add(line);
        terminal.accept(line);
    }
}
