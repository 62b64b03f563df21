package io.lockstep.engine.top;

import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.follow.Pace;
import io.lockstep.chain.follow.RpcView;
import io.lockstep.chain.problem.Problem;
import io.lockstep.engine.control.EngineClient.Watched;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.control.Observed;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.observe.Ending;
import io.lockstep.engine.observe.LogSettings;
import io.lockstep.engine.observe.Tally;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// An engine with an armed cutover at two moments, two seconds apart.
final class Views {
    private static final Instant START = Instant.parse("2026-01-02T03:00:00Z");
    private static final Instant NOW = START.plusSeconds(7384);

    private final Tally old = new Tally("v3.0.8");
    private final Tally otherwise = new Tally("default");
    private long requests;

    /// The moment before and the moment now, as read.
    static View busy() {
        var engine = new Views();
        engine.serve(500);
        var before = new View.Reading(engine.told(Optional.of(armed())), NOW.minusSeconds(2));
        engine.serve(1000);
        return View.of(before, new View.Reading(engine.told(Optional.of(armed())), NOW));
    }

    static View fresh() {
        var engine = new Views();
        var told =
                new Watched(
                        engine.status(Optional.empty(), Optional.empty(), List.of()),
                        engine.observed(List.of(), List.of()));
        return View.of(new View.Reading(told, NOW), new View.Reading(told, NOW));
    }

    /// Another engine answered before.
    static View replaced() {
        var engine = new Views();
        engine.serve(500);
        var now = engine.told(Optional.empty());
        var then = now.status();
        var older =
                new EngineStatus(
                        then.version(),
                        then.pid() - 1,
                        START.minusSeconds(60),
                        then.generation(),
                        then.listeners(),
                        then.routes(),
                        then.defaultUpstream(),
                        List.of(),
                        then.traffic(),
                        then.chain(),
                        then.cutover());
        var before = new Watched(older, engine.observed(List.of(), List.of()));
        return View.of(new View.Reading(before, NOW.minusSeconds(1)), new View.Reading(now, NOW));
    }

    private void serve(int more) {
        for (var i = 0; i < more; i++) {
            requests++;
            var tally = i % 4 == 0 ? otherwise : old;
            tally.begins(0);
            tally.gave(1000);
            tally.firstByte(i % 50 == 0 ? 80_000_000 : 2_000_000);
            if (i % 500 != 1) {
                tally.ends(i % 100 == 0 ? Ending.SERVER_ERROR : Ending.SUCCESS);
            }
        }
    }

    private Watched told(Optional<CutoverRecord> cutover) {
        return new Watched(
                status(
                        Optional.of(chain()),
                        cutover,
                        List.of(new EngineStatus.Prefix("/v9.9", false, 3, NOW.minusSeconds(65)))),
                observed(
                        List.of(otherwise.reading(0, NOW), old.reading(0, NOW)),
                        LongStream.rangeClosed(0, 8).map(n -> n * 100).boxed().toList()));
    }

    private EngineStatus status(
            Optional<ChainView> chain,
            Optional<CutoverRecord> cutover,
            List<EngineStatus.Prefix> prefixes) {
        return new EngineStatus(
                "0.1.0",
                4711,
                START,
                12,
                List.of("0.0.0.0:8080", "0.0.0.0:5000=5050"),
                List.of(new EngineStatus.Route("v3.0.8", "v3.0.8")),
                Optional.of("v3.0.8"),
                List.of(
                        new EngineStatus.Upstream(
                                "v3.0.8",
                                URI.create("http://mlnode-308:8080"),
                                requests > 0 ? 3 : 0,
                                requests,
                                requests / 100)),
                new EngineStatus.Traffic(requests, 5, requests > 0 ? 3 : 0, 0, 0, 0, 0, 0),
                chain,
                cutover,
                prefixes);
    }

    private Observed observed(List<Tally.Reading> versions, List<Long> lastMinute) {
        return new Observed(
                versions,
                lastMinute,
                2,
                0,
                1,
                LogSettings.OFF,
                7,
                new Observed.Resources(40, 1024, 1 << 20, 1 << 24));
    }

    private static ChainView chain() {
        var problem =
                new Problem("chain.unreachable", "http://b:26657 does not answer.", "A.", "B.");
        return new ChainView(
                List.of(
                        new RpcView(
                                URI.create("http://a:26657"),
                                RpcView.Verdict.AGREES,
                                Optional.empty(),
                                Optional.empty(),
                                NOW),
                        new RpcView(
                                URI.create("http://b:26657"),
                                RpcView.Verdict.UNREACHABLE,
                                Optional.empty(),
                                Optional.of(problem),
                                NOW)),
                Optional.of(
                        new Head(
                                "gonka-mainnet",
                                4_211_841,
                                4_211_840,
                                NOW,
                                false,
                                Optional.of(
                                        new Pace(
                                                Duration.ofMillis(5300),
                                                Duration.ofMillis(400),
                                                20)),
                                1)),
                Optional.empty());
    }

    private static CutoverRecord armed() {
        return CutoverRecord.armed(
                new ArmedCutover(
                        "c1",
                        "gonka-mainnet",
                        4_212_000,
                        0,
                        "v3.0.8",
                        "v3.0.10",
                        List.of(URI.create("http://a:26657")),
                        new ArmedCutover.Model("m", "auto", List.of()),
                        CutoverPolicy.BRIDGE,
                        1,
                        1,
                        1),
                START);
    }
}
