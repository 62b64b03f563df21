package io.lockstep.chain.follow;

import io.lockstep.chain.follow.Agreement.Sample;
import io.lockstep.chain.follow.RpcView.Verdict;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.rpc.BlockHeader;
import io.lockstep.chain.rpc.NodeStatus;
import io.lockstep.chain.rpc.RpcClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Follows the head of a chain through several RPC nodes until it is closed.
///
/// Each node is polled by a virtual thread of its own, so one that hangs slows nobody. A WebSocket
/// message only makes the next poll come at once: what counts is always what a poll read, so that a
/// silent socket costs no more than one poll interval.
public final class HeightFollower implements AutoCloseable {

    /// @param rpcs at least one
    /// @param chainId the only chain-id that counts; empty takes what a majority names
    /// @param poll time between two polls of one node
    public record Config(List<URI> rpcs, Optional<String> chainId, Duration poll) {}

    private static final System.Logger LOG = System.getLogger(HeightFollower.class.getName());
    private static final Duration SLOWEST_RETRY = Duration.ofSeconds(5);
    private static final Duration SLOWEST_HINT = Duration.ofMinutes(1);

    /// A node that floods its socket, or hangs, is asked no more often than that.
    private static final Duration LEAST_PAUSE = Duration.ofMillis(50);

    private final Config config;
    private final Clock clock;
    private final JsonHttp http = JsonHttp.forProbes();
    private final List<Consumer<ChainView>> listeners = new CopyOnWriteArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final PaceMeter pace = new PaceMeter();
    private final AtomicBoolean learnsPace = new AtomicBoolean();
    private Optional<Head> last = Optional.empty();
    private volatile ChainView view;
    private volatile boolean closed;

    private HeightFollower(Config config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.view =
                new ChainView(
                        List.of(),
                        Optional.empty(),
                        Optional.of(
                                new Problem(
                                        "chain.notAsked",
                                        "No RPC node has answered yet.",
                                        "Nothing acts before the height is known.",
                                        "Wait a moment.")));
        config.rpcs().forEach(rpc -> nodes.add(new Node(rpc)));
    }

    public static HeightFollower start(Config config, Clock clock) {
        var follower = new HeightFollower(config, clock);
        follower.nodes.forEach(Node::start);
        return follower;
    }

    /// The newest view; never blocks.
    public ChainView view() {
        return view;
    }

    /// Hears the present view at once and every later one, one at a time, on a follower thread. It
    /// must return quickly. Closing the handle, or the follower, ends that.
    public AutoCloseable onChange(Consumer<ChainView> listener) {
        synchronized (this) {
            listeners.add(listener);
            listener.accept(view);
        }
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        closed = true;
        nodes.forEach(Node::stop);
        http.client().dispatcher().cancelAll();
        http.client().dispatcher().executorService().shutdown();
        http.client().connectionPool().evictAll();
    }

    private synchronized void judge() {
        if (closed) {
            return;
        }
        var samples = nodes.stream().map(node -> node.newest).toList();
        var now = Agreement.of(samples, config.chainId(), pace.pace());
        now.head().ifPresent(head -> pace.saw(head.seenHeight(), head.blockTime()));
        last = now.head().or(() -> last);
        publish(now.after(last));
    }

    /// Blocks that were made before the first answer, so that a range is known at once. What one
    /// node says of them moves no height, and later blocks take their place.
    private synchronized void learn(List<BlockHeader> headers) {
        pace.learn(
                headers.stream()
                        .map(header -> new PaceMeter.Block(header.height(), header.time()))
                        .toList());
        judge();
    }

    private void publish(ChainView now) {
        view = now;
        listeners.forEach(listener -> tell(listener, now));
    }

    /// What a listener does wrong must reach neither the others nor the following itself: an
    /// upgrade hangs on it.
    private static void tell(Consumer<ChainView> listener, ChainView now) {
        try {
            listener.accept(now);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a listener failed", e);
        }
    }

    /// One RPC node with its poller and its WebSocket hint.
    private final class Node implements Runnable {
        private final URI rpc;
        private final RpcClient client;
        private final Semaphore wake = new Semaphore(0);
        private final Thread thread;
        private final Backoff retries;
        private final BlockHint hint;
        private volatile Sample newest;
        private boolean asked;

        Node(URI rpc) {
            this.rpc = rpc;
            this.client = new RpcClient(rpc, http);
            this.retries = backoff(SLOWEST_RETRY);
            this.hint =
                    new BlockHint(http.client(), rpc, wake::release, backoff(SLOWEST_HINT), clock);
            this.thread = Thread.ofVirtual().name("follow " + rpc).unstarted(this);
            this.newest = new Sample(rpc, Optional.empty(), Optional.empty(), clock.instant());
        }

        void start() {
            thread.start();
        }

        void stop() {
            hint.close();
            wake.release();
        }

        @Override
        public void run() {
            var failures = 0;
            while (!closed) {
                var begun = System.nanoTime();
                failures = probe() ? 0 : failures + 1;
                var waited = Duration.ofNanos(System.nanoTime() - begun);
                judge();
                if (failures == 0) {
                    learnPace();
                }
                try {
                    await(pause(failures, waited));
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private boolean probe() {
            try {
                var status = client.status();
                newest = new Sample(rpc, Optional.of(status), Optional.empty(), clock.instant());
                hint.keepOpen(status.seenHeight());
                return true;
            } catch (ProblemException e) {
                newest =
                        new Sample(
                                rpc, Optional.empty(), Optional.of(e.problem()), clock.instant());
                return false;
            }
        }

        /// Only one node is asked, and each at most once.
        private void learnPace() {
            if (asked || !agrees() || !learnsPace.compareAndSet(false, true)) {
                return;
            }
            asked = true;
            try {
                var height = newest.status().map(NodeStatus::seenHeight).orElse(0L);
                learn(client.headersUpTo(height));
            } catch (ProblemException e) {
                learnsPace.set(false);
            }
        }

        private boolean agrees() {
            return view.head().isPresent()
                    && view.rpcs().stream()
                            .filter(one -> one.rpc().equals(rpc))
                            .anyMatch(one -> one.verdict() == Verdict.AGREES);
        }

        private void await(Duration pause) throws InterruptedException {
            var least = pause.compareTo(LEAST_PAUSE) < 0 ? pause : LEAST_PAUSE;
            Thread.sleep(least);
            wake.tryAcquire(pause.minus(least).toMillis(), TimeUnit.MILLISECONDS);
            wake.drainPermits();
        }

        /// A node that was asked in vain for five seconds is not left alone for five more: of two
        /// nodes both are needed, and the height would stand still meanwhile.
        private Duration pause(int failures, Duration waited) {
            return failures == 0 ? config.poll() : retries.after(failures, waited, LEAST_PAUSE);
        }

        private Backoff backoff(Duration slowest) {
            return new Backoff(config.poll(), slowest, RandomGenerator.getDefault());
        }
    }
}
