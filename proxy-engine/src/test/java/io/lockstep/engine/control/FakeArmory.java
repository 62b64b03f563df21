package io.lockstep.engine.control;

import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.follow.Pace;
import io.lockstep.chain.follow.RpcView;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.rpc.NodeStatus;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.cutover.GpuWord;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps one cutover in memory and carries nothing out.
final class FakeArmory implements Armory {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");

    private Optional<CutoverRecord> record = Optional.empty();
    private Optional<GpuWord> heard = Optional.empty();
    private Runnable asked = () -> {};

    /// Runs each time the record is asked for, as another thread might in that moment.
    void whenAsked(Runnable asked) {
        this.asked = asked;
    }

    static ArmedCutover cutover() {
        return new ArmedCutover(
                "c1",
                "chain-1",
                100,
                1,
                "v1",
                "v2",
                List.of(URI.create("http://rpc:26657")),
                new ArmedCutover.Model("Qwen/QwQ-32B", "float16", List.of("--x", "1")),
                CutoverPolicy.BRIDGE,
                1,
                2,
                3);
    }

    void phase(Phase phase) {
        record =
                Optional.of(
                        new CutoverRecord(
                                cutover(),
                                phase,
                                Optional.of(AT),
                                Optional.empty(),
                                Optional.empty(),
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                Optional.empty(),
                                List.of(new CutoverRecord.Entry(phase, AT, "as asked"))));
    }

    @Override
    public CutoverRecord arm(ArmedCutover cutover) {
        if (record.isEmpty()) {
            phase(Phase.ARMED);
        }
        return record.orElseThrow();
    }

    @Override
    public void disarm(String id) {
        if (record.filter(kept -> kept.phase() != Phase.ARMED).isPresent()) {
            throw new ProblemException(
                    new Problem("engine.begun", "It has begun.", "It goes on.", "Wait."));
        }
        record = Optional.empty();
    }

    Optional<GpuWord> heard() {
        return heard;
    }

    @Override
    public void hear(GpuWord word) {
        heard = Optional.of(word);
    }

    @Override
    public Optional<CutoverRecord> record() {
        asked.run();
        return record;
    }

    @Override
    public Optional<ChainView> chain() {
        var head =
                new Head(
                        "chain-1",
                        7,
                        6,
                        AT,
                        false,
                        Optional.of(new Pace(Duration.ofMillis(5123), Duration.ofMillis(7), 9)),
                        1);
        var node = new NodeStatus("chain-1", 7, "AB", 6, AT, false);
        var rpc =
                new RpcView(
                        URI.create("http://rpc:26657"),
                        RpcView.Verdict.AGREES,
                        Optional.of(node),
                        Optional.empty(),
                        AT);
        return Optional.of(new ChainView(List.of(rpc), Optional.of(head), Optional.empty()));
    }
}
