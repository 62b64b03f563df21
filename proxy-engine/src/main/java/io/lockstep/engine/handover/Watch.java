package io.lockstep.engine.handover;

import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.HeightFollower;
import io.lockstep.engine.cutover.ArmedCutover;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Follows the chain of one cutover until its trigger block is applied.
///
/// Only the applied height of an agreed head counts. When a chain halts for a software upgrade
/// block H is seen and never applied, so nothing happens here then.
final class Watch implements AutoCloseable {

    private final ArmedCutover armed;
    private final Clock clock;
    private final HeightFollower follower;
    private final CompletableFuture<ChainView> judged = new CompletableFuture<>();
    private final CompletableFuture<Instant> trigger = new CompletableFuture<>();
    private volatile Optional<Instant> blockTime = Optional.empty();

    Watch(ArmedCutover armed, Duration poll, Clock clock) {
        this.armed = armed;
        this.clock = clock;
        var config = new HeightFollower.Config(armed.rpcs(), Optional.of(armed.chainId()), poll);
        this.follower = HeightFollower.start(config, clock);
        follower.onChange(this::look);
    }

    ChainView view() {
        return follower.view();
    }

    /// The first view in which a head is agreed or every node has been asked; after the limit
    /// whatever there is.
    ChainView firstView(Duration limit) throws InterruptedException {
        return within(limit).orElseGet(this::view);
    }

    /// When this engine first knew that the trigger block is applied.
    Instant await() throws InterruptedException {
        try {
            return trigger.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a trigger never fails", e);
        }
    }

    /// The header time of the trigger block, once a node was read while that was its newest. This
    /// may come after the trigger: a node is asked for what it stored before what it applied.
    Optional<Instant> blockTime() {
        return blockTime;
    }

    @Override
    public void close() {
        follower.close();
    }

    private Optional<ChainView> within(Duration limit) throws InterruptedException {
        try {
            return Optional.of(judged.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a view never fails", e);
        }
    }

    /// Runs on one follower thread at a time.
    private void look(ChainView view) {
        var asked =
                view.rpcs().stream()
                        .allMatch(rpc -> rpc.status().isPresent() || rpc.problem().isPresent());
        if (view.head().isPresent() || (asked && !view.rpcs().isEmpty())) {
            judged.complete(view);
        }
        view.head()
                .ifPresent(head -> {
                    if (head.seenHeight() == armed.triggerHeight()) {
                        blockTime = Optional.of(head.blockTime());
                    }
                    if (head.appliedHeight() >= armed.triggerHeight()) {
                        trigger.complete(clock.instant());
                    }
                });
    }
}
