package io.lockstep.app.ui;

import io.lockstep.app.containers.Container;
import io.lockstep.app.hand.ContainerAct;
import io.lockstep.app.hand.HandDesk;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.EngineChange;
import io.lockstep.engine.change.EnginePlan;
import io.lockstep.engine.change.TableDiff;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// Hands that note what they were asked for. A log is what a test tells line by line.
final class FakeHands implements HandDesk {
    final List<String> asked = new CopyOnWriteArrayList<>();
    final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    volatile EnginePlan plan = plan(Optional.empty());
    volatile Optional<Problem> refusal = Optional.empty();

    static EnginePlan plan(Optional<Problem> refusal) {
        return new EnginePlan(
                15,
                new TableDiff(
                        List.of(
                                new TableDiff.Entry(
                                        "v3.0.12",
                                        Optional.empty(),
                                        Optional.of("http://mlnode-312:8080"))),
                        List.of(
                                new TableDiff.Entry(
                                        "v3.0.8", Optional.of("goes to v3.0.8"), Optional.empty())),
                        Optional.of(
                                new TableDiff.Entry(
                                        "default",
                                        Optional.of("goes to v3.0.10"),
                                        Optional.of("goes to v3.0.8")))),
                List.of(),
                refusal);
    }

    @Override
    public void log(String host, String containerId, int lines, Consumer<String> heard) {
        asked.add("log of %s on %s".formatted(containerId, host));
        try {
            while (true) {
                heard.accept(log.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String act(String host, Container container, ContainerAct act) {
        asked.add("%s %s on %s".formatted(act, container.name(), host));
        return done("%s runs".formatted(container.name()));
    }

    @Override
    public EnginePlan plan(EngineChange change) {
        asked.add("plan " + change.summary());
        return plan;
    }

    @Override
    public EnginePlan planBack(long generation) {
        asked.add("plan back to " + generation);
        return plan;
    }

    @Override
    public String change(EngineChange change) {
        asked.add("change " + change.summary());
        return done("Generation 16 is in force");
    }

    @Override
    public String back(long generation) {
        asked.add("back to " + generation);
        return done("Generation 16 is in force");
    }

    private String done(String words) {
        refusal.ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        return words;
    }
}
