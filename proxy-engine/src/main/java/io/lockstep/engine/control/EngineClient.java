package io.lockstep.engine.control;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.DrainView;
import io.lockstep.engine.change.EngineChange;
import io.lockstep.engine.change.EnginePlan;
import io.lockstep.engine.change.EngineRoutes;
import io.lockstep.engine.change.GenerationRecord;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.GpuWord;
import io.lockstep.engine.observe.LogSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Asks a running engine over one connection that it keeps, and opens again when it broke. Safe on
/// any thread; one question at a time.
public final class EngineClient implements EngineControl {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final ControlTransport transport;
    private final Duration limit;
    private Optional<Question.Line> open = Optional.empty();
    private long lastId;

    private EngineClient(ControlTransport transport, Duration limit) {
        this.transport = transport;
        this.limit = limit;
    }

    /// Connects with the first question.
    public static EngineClient over(ControlTransport transport) {
        return new EngineClient(transport, LIMIT);
    }

    static EngineClient over(ControlTransport transport, Duration limit) {
        return new EngineClient(transport, limit);
    }

    @Override
    public EngineStatus status() {
        return ask(new ControlMessage.Status());
    }

    @Override
    public EngineStatus route(String version, URI upstream) {
        return ask(new ControlMessage.Route(version, upstream));
    }

    @Override
    public EngineStatus routeDefault(String version) {
        return ask(new ControlMessage.RouteDefault(version));
    }

    @Override
    public EngineStatus unroute(String version) {
        return ask(new ControlMessage.Unroute(version));
    }

    @Override
    public EngineStatus arm(ArmedCutover cutover) {
        return ask(new ControlMessage.Arm(cutover));
    }

    @Override
    public EngineStatus disarm(String id) {
        return ask(new ControlMessage.Disarm(id));
    }

    @Override
    public EngineStatus gpu(GpuWord word) {
        return ask(new ControlMessage.Gpu(word));
    }

    @Override
    public EnginePlan plan(EngineChange change) {
        return ask(new ControlMessage.Plan(change), ControlAnswer::plan);
    }

    @Override
    public EngineStatus change(EngineChange change) {
        return ask(new ControlMessage.Change(change));
    }

    @Override
    public EngineRoutes routes() {
        return ask(new ControlMessage.Routes(), ControlAnswer::routes);
    }

    @Override
    public List<GenerationRecord> history() {
        return ask(new ControlMessage.History(), ControlAnswer::history);
    }

    @Override
    public EnginePlan planRollback(long generation) {
        return ask(new ControlMessage.PlanRollback(generation), ControlAnswer::plan);
    }

    @Override
    public EngineStatus rollback(long generation, boolean unchecked) {
        return ask(new ControlMessage.Rollback(generation, unchecked));
    }

    @Override
    public DrainView drain(String version) {
        return ask(new ControlMessage.Drain(version), ControlAnswer::drain);
    }

    @Override
    public DrainView cut(String version) {
        return ask(new ControlMessage.Cut(version), ControlAnswer::drain);
    }

    @Override
    public void quit() {
        ask(new ControlMessage.Quit());
    }

    /// Prometheus and its like read this: OpenMetrics text.
    public String metrics() {
        return answered(new ControlMessage.Metrics())
                .metrics()
                .orElseThrow(() -> silent("it tells no metrics"));
    }

    /// The status and, of the same moment, what it counts.
    public Watched watch() {
        var answer = answered(new ControlMessage.Watch());
        return new Watched(
                answer.status().orElseThrow(() -> silent("it answered nothing")),
                answer.observed().orElseThrow(() -> silent("it cannot be watched")));
    }

    /// Logs as those settings say from now on.
    public EngineStatus accessLog(LogSettings settings) {
        return ask(new ControlMessage.AccessLog(settings));
    }

    /// What [#watch] saw.
    public record Watched(EngineStatus status, Observed observed) {}

    private EngineStatus ask(ControlMessage message) {
        return ask(message, ControlAnswer::status);
    }

    private <T> T ask(ControlMessage message, Function<ControlAnswer, Optional<T>> part) {
        return part.apply(answered(message)).orElseThrow(() -> silent("it answered nothing"));
    }

    private ControlAnswer answered(ControlMessage message) {
        oneAtATime.lock();
        try {
            var answer = exchange(message);
            if (answer.problem().isPresent()) {
                throw new ProblemException(answer.problem().get());
            }
            return answer;
        } finally {
            oneAtATime.unlock();
        }
    }

    /// A kept connection may have ended meanwhile; asking twice is harmless, since what is so
    /// already is left as it is.
    private ControlAnswer exchange(ControlMessage message) {
        var kept = open.isPresent();
        try {
            return onWire(message);
        } catch (IOException e) {
            if (!kept) {
                throw silent(reason(e));
            }
        }
        try {
            return onWire(message);
        } catch (IOException e) {
            throw silent(reason(e));
        }
    }

    private ControlAnswer onWire(ControlMessage message) throws IOException {
        var question = new Question(transport, open, ++lastId, message);
        open = Optional.empty();
        var asking = Thread.ofVirtual().name("ask engine").start(question);
        try {
            var answer = question.answer().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            open = question.line();
            return answer;
        } catch (TimeoutException e) {
            giveUp(question, asking);
            throw silent("it does not answer within %d s".formatted(limit.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp(question, asking);
            throw silent("the question was given up");
        } catch (ExecutionException e) {
            question.giveUp();
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw e.getCause() instanceof ProblemException problem
                    ? problem
                    : new CompletionException(e);
        }
    }

    private static void giveUp(Question question, Thread asking) {
        asking.interrupt();
        question.giveUp();
    }

    private static String reason(IOException e) {
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static ProblemException silent(String why) {
        return new ProblemException(
                new Problem(
                        "engine.unreachable",
                        "The engine cannot be reached: %s.".formatted(why),
                        "If it runs, it serves on; an armed cutover is carried out without us.",
                        "Check that it runs and where its control socket is."));
    }

    @Override
    public void close() {
        oneAtATime.lock();
        try {
            open.ifPresent(Question.Line::close);
            open = Optional.empty();
        } finally {
            oneAtATime.unlock();
        }
    }
}
