package io.lockstep.app.rehearsal.dapi;

import io.lockstep.app.rehearsal.web.WebServer;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.HeightFollower;
import io.lockstep.chain.http.Fields;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.rest.RestClient;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.PartialUpgradeEntry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/// A simulated API node: follows the chain through its public interfaces, decides by the rules of
/// its generation which version it uses, and keeps one MLNode serving through the proxy.
public final class SimApiNode implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SimApiNode.class.getName());
    private static final Duration R2_PROBE = Duration.ofSeconds(5);
    private static final Duration PROBE = Duration.ofMinutes(15);

    private final ApiNodeConfig config;
    private final Clock clock;
    private final JsonHttp http = JsonHttp.forProbes();
    private final RestClient rest;
    private final HeightFollower follower;
    private final ApiVersions versions;
    private final AskedLog log;
    private final EpochJson epochs;
    private final List<Switch> switches = new CopyOnWriteArrayList<>();
    private final Semaphore blocks = new Semaphore(0);
    private final Thread chainThread;
    private final WebServer admin;
    private final WebServer publicSide;

    private volatile boolean adopted;
    private volatile boolean preserved;
    private volatile long height;
    private volatile Duty duty = Duty.INFER;
    private volatile Optional<EpochHeights> epoch = Optional.empty();
    private volatile Optional<Kept> kept = Optional.empty();

    /// A version taken into use.
    ///
    /// @param height the block that was being handled
    public record Switch(String version, long height, Instant at) {}

    /// The registered MLNode and who keeps it.
    record Kept(NodeEntry entry, NodeClient client, NodeKeeper keeper) {}

    private SimApiNode(ApiNodeConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.rest = new RestClient(config.rest(), http);
        this.versions = new ApiVersions(config.generation());
        this.log = new AskedLog(config.requests());
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        this.admin = WebServer.listen(any, new AdminDesk(this, config));
        this.epochs = new EpochJson(config, http);
        this.publicSide = WebServer.listen(any, new PublicDesk(this, epochs, clock));
        this.chainThread =
                Thread.ofVirtual().name("api node follows the chain").unstarted(this::follow);
        this.follower =
                HeightFollower.start(
                        new HeightFollower.Config(
                                config.rpcs(), Optional.empty(), config.timers().chain()),
                        clock);
    }

    /// Answers operators at once; it asks an MLNode only when it has been given one.
    public static SimApiNode start(ApiNodeConfig config, Clock clock) {
        var node = new SimApiNode(config, clock);
        AutoCloseable _ = node.follower.onChange(_ -> node.blocks.release());
        node.chainThread.start();
        return node;
    }

    /// Registers its one MLNode and begins to drive it. A second time nothing changes.
    public synchronized void drive(NodeEntry entry) {
        if (kept.isEmpty()) {
            keep(entry);
        }
    }

    /// What is registered again under its id is asked at its new address from now on.
    synchronized void register(NodeEntry entry) {
        kept.ifPresent(node -> {
            node.keeper().close();
            node.client().close();
        });
        keep(entry);
    }

    private void keep(NodeEntry entry) {
        var r2 = config.generation() == Generation.R2;
        var client = new NodeClient(entry, log, this::height, clock, r2 ? R2_PROBE : PROBE);
        var keeper = new NodeKeeper(client, config, this::prefix, () -> duty, clock);
        kept = Optional.of(new Kept(entry, client, keeper));
        if (adopted) {
            keeper.start();
        }
    }

    public URI admin() {
        return admin.uri();
    }

    public URI publicSide() {
        return publicSide.uri();
    }

    /// What stands in front of each MLNode path now: empty, or a slash and the version.
    public String prefix() {
        return prefix(versions.current());
    }

    /// Whether a confirmation PoC runs, which only R2 tells.
    public void confirming(boolean on) {
        epochs.confirming(on);
    }

    /// Whether its MLNode must serve through the next PoC.
    public void preserving(boolean on) {
        preserved = on;
    }

    boolean preserved() {
        return preserved;
    }

    public String version() {
        return versions.current();
    }

    /// Applied height it has handled.
    public long height() {
        return height;
    }

    public List<Switch> switches() {
        return List.copyOf(switches);
    }

    /// The newest requests to the MLNode.
    public List<Asked> asked() {
        return log.all();
    }

    Generation generation() {
        return config.generation();
    }

    Optional<Kept> kept() {
        return kept;
    }

    /// What is scheduled next, for the questions of R2.
    Optional<PartialUpgradeEntry> scheduled() {
        return rest.partialUpgrades().stream()
                .filter(entry -> entry.height() > height)
                .reduce((_, later) -> later);
    }

    @Override
    public void close() {
        chainThread.interrupt();
        kept.ifPresent(node -> node.keeper().close());
        follower.close();
        http.client().dispatcher().executorService().shutdown();
        http.client().connectionPool().evictAll();
        admin.close();
        publicSide.close();
    }

    private void follow() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                blocks.acquire();
                blocks.drainPermits();
                applied(follower.view()).ifPresent(this::catchUp);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static OptionalLong applied(ChainView view) {
        return view.head().stream().mapToLong(head -> head.appliedHeight()).findFirst();
    }

    /// Every block is handled, also when several came since the last look.
    private void catchUp(long newest) {
        try {
            if (!adopted) {
                adopt(newest);
            }
            if (newest > height) {
                var entries = rest.partialUpgrades();
                for (long h = height + 1; h <= newest; h++) {
                    versions.onBlock(h, entries).ifPresent(this::announce);
                    leave();
                    height = h;
                    var changed = turnTo(h);
                    if (changed || h % config.timers().reconcileBlocks() == 0) {
                        kept.ifPresent(node -> node.keeper().onBlockDue());
                    }
                }
            }
        } catch (ProblemException e) {
            LOG.log(System.Logger.Level.DEBUG, "the chain did not answer", e);
        }
    }

    /// Once, after the first sync (fact sheet, section 4.1).
    private synchronized void adopt(long newest) {
        if (config.generation() != Generation.R0) {
            versions.adopt(rest.mlNodeVersion().current().orElse(""));
        }
        epoch = Optional.of(epochs.heights());
        height = newest - 1;
        adopted = true;
        kept.ifPresent(node -> node.keeper().start());
    }

    /// In proof of compute every block is one at which to reconcile.
    private boolean turnTo(long block) {
        var heights = epoch.orElseThrow();
        var kind = heights.duty(block);
        if (kind == Duty.Kind.INFER) {
            var before = duty;
            duty = Duty.INFER;
            return before.kind() != Duty.Kind.INFER;
        }
        var start = heights.start(block);
        duty = new Duty(kind, start, duty.pocStart() == start ? duty.blockHash() : hash(start));
        return true;
    }

    private String hash(long block) {
        var path = "/block?height=" + block;
        var answer = http.get(URI.create(config.rpcs().getFirst() + path));
        return Fields.text(answer.body(), "/result/block_id/hash");
    }

    private void announce(String next) {
        switches.add(new Switch(next, height + 1, clock.instant()));
        config.lines().accept("API node: new MLNode version %s at %d".formatted(next, height + 1));
    }

    private void leave() {
        for (var old : versions.left()) {
            kept.ifPresent(node -> node.keeper().leave(prefix(old)));
        }
    }

    private String prefix(String version) {
        return config.generation().versionedPaths() && !version.isEmpty() ? "/" + version : "";
    }
}
