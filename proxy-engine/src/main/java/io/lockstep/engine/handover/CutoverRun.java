package io.lockstep.engine.handover;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.mlnode.MlNodeClient;
import io.lockstep.engine.mlnode.MlNodes;
import io.lockstep.engine.mlnode.Reply;
import io.lockstep.engine.route.Routing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Hands one GPU from the incumbent to the candidate, or back.
///
/// It can be begun in any phase: each step finds out whether it is done before it acts, so an
/// engine that was killed in the middle is simply started again.
final class CutoverRun {
    private final ArmedCutover armed;
    private final Progress progress;
    private final Routing routing;
    private final CutoverRoutes routes;
    private final NodeWork work;
    private final GpuWatch gpu;
    private final MlNodes nodes;

    CutoverRun(Progress progress, Routing routing, MlNodes nodes, GpuWords words, Timing timing) {
        this.armed = progress.record().armed();
        this.progress = progress;
        this.routing = routing;
        this.routes = new CutoverRoutes(armed);
        this.work = new NodeWork(timing, progress::note);
        this.gpu = new GpuWatch(timing, words, progress::note);
        this.nodes = nodes;
    }

    void run() throws InterruptedException {
        var trouble =
                progress.record().phase() == Phase.FALLING_BACK
                        ? progress.record().problem().or(this::unknown)
                        : handOver();
        if (trouble.isPresent()) {
            fallBack(trouble.get());
        } else {
            progress.route(
                    Phase.SERVING, "%s serves".formatted(armed.candidate()), routes::serving);
        }
    }

    private Optional<Problem> unknown() {
        return Optional.of(CutoverProblems.notReady(armed, "an engine before this one gave up"));
    }

    /// Empty when the candidate serves.
    private Optional<Problem> handOver() throws InterruptedException {
        try {
            var left = drain();
            var refusal = stopIncumbent(left);
            if (refusal.isPresent()) {
                return refusal;
            }
            return bringUpCandidate(waitForGpu());
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    /// Returns how many requests the incumbent still answers at the end of the limit. A later
    /// engine has none: they ended with the one that sent them.
    private long drain() throws InterruptedException {
        if (past(Phase.DRAINING)) {
            return 0;
        }
        if (armed.policy() == CutoverPolicy.BRIDGE && !waiting()) {
            var bridging =
                    progress.route(
                            Phase.DRAINING,
                            "%s answers for both".formatted(armed.incumbent()),
                            routes::bridging);
            await(bridging.generation());
        }
        var waiting =
                progress.route(
                        Phase.DRAINING,
                        armed.policy() == CutoverPolicy.REFUSE
                                ? "requests are refused"
                                : "requests wait",
                        routes::waiting);
        return await(waiting.generation()) ? 0 : routing.inFlight(armed.incumbent());
    }

    private boolean await(long generation) throws InterruptedException {
        try {
            routing.drained(armed.incumbent(), generation)
                    .toCompletableFuture()
                    .get(armed.drainLimitMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a drain never fails", e);
        }
    }

    private Optional<Problem> stopIncumbent(long left) throws InterruptedException {
        progress.enter(
                Phase.STOPPING,
                left == 0
                        ? "every older request has ended"
                        : "%d requests did not end within %d ms and are cut"
                                .formatted(left, armed.drainLimitMillis()));
        var last = work.stop(node(armed.incumbent()));
        if (last.isPresent() && last.get() instanceof Reply.Is<String>(var state)) {
            return Optional.of(CutoverProblems.doesNotStop(armed, state));
        }
        last.ifPresent(reply -> progress.note("not waiting for the incumbent: " + reply.clause()));
        return Optional.empty();
    }

    /// Who holds it all the same, if somebody does to the end of the limit.
    private Optional<String> waitForGpu() throws InterruptedException {
        if (past(Phase.WAITING_FOR_GPU)) {
            return Optional.empty();
        }
        progress.enter(Phase.WAITING_FOR_GPU, "until its memory is free");
        return gpuFree();
    }

    private Optional<String> gpuFree() throws InterruptedException {
        Map<String, MlNodeClient> asked = new LinkedHashMap<>();
        for (var version : List.of(armed.candidate(), armed.incumbent())) {
            var node = node(version);
            if (node.state() instanceof Reply.Is) {
                asked.put(version, node);
            }
        }
        return gpu.await(asked, armed.gpu());
    }

    private Optional<Problem> bringUpCandidate(Optional<String> held) throws InterruptedException {
        progress.enter(
                Phase.BRINGING_UP,
                "%s loads %s".formatted(armed.candidate(), armed.model().name()));
        return bringUp(armed.candidate())
                .map(reason -> reason + held.map(", and "::concat).orElse(""))
                .map(reason -> CutoverProblems.notReady(armed, reason));
    }

    /// Ends with everything routed to the incumbent even when that does not serve either: nothing
    /// better is left, and requests must not wait for ever.
    private void fallBack(Problem why) throws InterruptedException {
        progress.problem(why);
        progress.enter(Phase.FALLING_BACK, why.what());
        try {
            work.stop(node(armed.candidate()))
                    .ifPresent(reply ->
                            progress.note("the candidate did not stop: " + reply.clause()));
            var _ = gpuFree();
            bringUp(armed.incumbent())
                    .map(reason -> CutoverProblems.nothingServes(armed, reason))
                    .ifPresent(progress::problem);
            progress.route(
                    Phase.FELL_BACK,
                    "%s answers for both".formatted(armed.incumbent()),
                    routes::fallenBack);
        } catch (ProblemException e) {
            progress.problem(e.problem());
            progress.enter(Phase.FELL_BACK, e.problem().what());
        }
    }

    private Optional<String> bringUp(String version) throws InterruptedException {
        return work.bringUp(
                node(version), armed.model(), Duration.ofMillis(armed.readyLimitMillis()));
    }

    private boolean past(Phase phase) {
        return progress.record().phase().compareTo(phase) > 0;
    }

    /// Whether an engine before this one has let requests wait already.
    private boolean waiting() {
        var table = routing.current();
        return progress.record().phase() == Phase.DRAINING && routes.waiting(table).equals(table);
    }

    /// Looked up each time: a container that was created again has another address.
    private MlNodeClient node(String version) {
        var address = routing.current().upstreams().get(version);
        if (address == null) {
            throw new ProblemException(CutoverProblems.noUpstream(version));
        }
        return nodes.at(address);
    }
}
