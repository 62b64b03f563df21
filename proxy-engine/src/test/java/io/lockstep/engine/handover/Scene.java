package io.lockstep.engine.handover;

import io.lockstep.engine.change.History.Why;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.ArmedCutover.Model;
import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.mlnode.FakeGpu;
import io.lockstep.engine.mlnode.FakeMlNode;
import io.lockstep.engine.mlnode.MlNodes;
import io.lockstep.engine.route.Disposition.To;
import io.lockstep.engine.route.Errand;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.Routing.Decision;
import io.lockstep.engine.route.RoutingTable;
import io.lockstep.engine.state.Disk;
import io.lockstep.engine.state.StateFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/// Two RPC nodes, an incumbent that serves and a candidate that is stopped, one GPU, and an engine
/// before them that can be killed and started again in the same folder.
final class Scene implements AutoCloseable {
    static final long HEIGHT = 110;
    static final String OLD = "v0.1.0";
    static final String NEW = "v0.2.0";

    static final Timing QUICK =
            new Timing(
                    Duration.ofMillis(10),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(2),
                    Duration.ofMillis(2),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(100),
                    Duration.ofMillis(200));

    final List<String> calls = new CopyOnWriteArrayList<>();
    final FakeGpu gpu = new FakeGpu();
    final FakeMlNode old;
    final FakeMlNode young;
    final FakeChain first = new FakeChain();
    final FakeChain second = new FakeChain();
    private final Path folder;
    private final MlNodes nodes;
    StateFile state;
    Routing routing;
    Cutovers cutovers;

    Scene(Path folder) {
        this(folder, MlNodes.plain(), Optional.empty());
    }

    /// @param tls where both nodes are behind TLS
    Scene(Path folder, MlNodes nodes, Optional<SSLContext> tls) {
        this.folder = folder;
        this.nodes = nodes;
        this.old = new FakeMlNode("old", gpu, calls, tls).serving();
        this.young = new FakeMlNode("new", gpu, calls, tls);
        var table =
                RoutingTable.empty()
                        .withUpstream(OLD, old.address())
                        .withUpstream(NEW, young.address())
                        .withRoute(OLD, new To(OLD))
                        .withRoute(NEW, new To(NEW))
                        .withDefault(new To(OLD));
        StateFile.in(folder).keep(table, Why.control(""));
        state = StateFile.in(folder);
        routing = new Routing(table, next -> state.keep(next, Why.control("")));
        cutovers = Cutovers.open(state, routing, Clock.systemUTC(), nodes, QUICK);
    }

    /// Ends the engine's threads without a word to the disk, and starts another on what it left.
    void restart() {
        restart(Disk.real());
    }

    void restart(Disk disk) {
        cutovers.close();
        state = StateFile.in(folder, disk);
        routing =
                new Routing(state.table().orElseThrow(), next -> state.keep(next, Why.control("")));
        cutovers = Cutovers.open(state, routing, Clock.systemUTC(), nodes, QUICK);
    }

    static ArmedCutover cutover(String id, CutoverPolicy policy, int lead, List<FakeChain> chain) {
        return new ArmedCutover(
                id,
                FakeChain.ID,
                HEIGHT,
                lead,
                OLD,
                NEW,
                chain.stream().map(FakeChain::address).toList(),
                new Model("Qwen/QwQ-32B", "float16", List.of()),
                policy,
                10_000,
                10_000,
                60_000);
    }

    ArmedCutover cutover(CutoverPolicy policy) {
        return cutover("v0.2.0@110", policy, 0, List.of(first, second));
    }

    void arm(CutoverPolicy policy) {
        cutovers.arm(cutover(policy));
    }

    void chainAt(long seen, long applied) {
        first.at(seen, applied);
        second.at(seen, applied);
    }

    void reach(long height) {
        chainAt(height, height);
    }

    CutoverRecord record() {
        return cutovers.record().orElseThrow();
    }

    CutoverRecord await(Phase phase) {
        Eventually.until(
                () -> phase + ", it is " + cutovers.record(), () -> record().phase() == phase);
        return record();
    }

    Decision send(String prefix) {
        return send(prefix, Errand.WORK);
    }

    Decision send(String prefix, Errand errand) {
        return routing.decide(Optional.of(prefix), errand);
    }

    /// The upstream version that a request with that prefix is sent to.
    Optional<String> upstream(String prefix) {
        return upstream(prefix, Errand.WORK);
    }

    Optional<String> upstream(String prefix, Errand errand) {
        if (!(send(prefix, errand) instanceof Decision.Send send)) {
            return Optional.empty();
        }
        send.done().run();
        return Optional.of(send.upstream().equals(old.address()) ? OLD : NEW);
    }

    Optional<String> defaultUpstream() {
        return upstream("no-such-version");
    }

    @Override
    public void close() {
        cutovers.close();
        old.close();
        young.close();
        first.close();
        second.close();
    }
}
