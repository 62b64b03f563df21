package io.lockstep.app.bench;

import io.lockstep.chain.problem.ProblemException;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One measurement from start to end: contenders are started, works measured, everything ended.
public final class ProxyBench {
    private final BenchPlan plan;
    private final List<String> java;
    private final Consumer<String> says;
    private final Clock clock;

    /// @param java how a Java program of ours is started
    /// @param says takes a line for each work begun
    public ProxyBench(BenchPlan plan, List<String> java, Consumer<String> says, Clock clock) {
        this.plan = plan;
        this.java = List.copyOf(java);
        this.says = says;
        this.clock = clock;
    }

    /// Whatever it started is ended when it returns or throws, or when this process is told to end.
    ///
    /// @param path the folders of programs, as in the variable of that name
    public BenchReport run(String path) {
        var programs = Programs.on(path);
        var pins = new Pins(programs.taskset(), Runtime.getRuntime().availableProcessors());
        try (var stage = BenchStage.open(programs, pins, java)) {
            var ending = new Thread(stage::close, "end the measurement");
            Runtime.getRuntime().addShutdownHook(ending);
            try {
                return measured(stage, pins);
            } finally {
                unhook(ending);
            }
        }
    }

    private BenchReport measured(BenchStage stage, Pins pins) {
        var began = clock.instant();
        var before = load();
        var failed = new ArrayList<String>();
        var works = works(new Rounds(stage, plan), failed);
        var aims = Aim.all();
        return new BenchReport(
                began,
                machine(),
                pins.pinned(),
                List.of(before, load()),
                plan,
                works,
                works.stream()
                        .flatMap(one -> aims.stream().flatMap(aim -> aim.verdict(one).stream()))
                        .toList(),
                failed);
    }

    /// One work that cannot be measured does not take the others with it.
    ///
    /// @param failed takes a line for each
    private List<WorkResult> works(Rounds rounds, List<String> failed) {
        var works = new ArrayList<WorkResult>();
        for (var work : Work.values()) {
            if (plan.works().contains(work)) {
                says.accept("Measuring " + work.title());
                try {
                    works.add(rounds.of(work));
                } catch (ProblemException e) {
                    failed.add("%s: %s".formatted(work.title(), e.problem().what()));
                }
            }
        }
        return works;
    }

    private static void unhook(Thread ending) {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            // This process ends already, and the hook does its work.
            return;
        }
    }

    private static String machine() {
        return "%d processors, %s %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"));
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
