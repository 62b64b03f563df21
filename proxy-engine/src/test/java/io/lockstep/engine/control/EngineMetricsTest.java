package io.lockstep.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.observe.Ending;
import io.lockstep.engine.observe.Exposition;
import io.lockstep.engine.observe.LogSettings;
import io.lockstep.engine.observe.Tally;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineMetricsTest {

    @Test
    void theHeightsAreThoseTheCutoverActsOn() {
        var read = read(Optional.of(chain()), Optional.of(armed()));

        assertThat(read.value("lockstep_engine_chain_height")).isEqualTo(999);
        assertThat(read.value("lockstep_engine_armed_height")).isEqualTo(1199);
        assertThat(read.value("lockstep_engine_cutover_phase", "phase=ARMED")).isEqualTo(1);
        assertThat(read.sum("lockstep_engine_cutover_phase")).isEqualTo(1);
        assertThat(read.value("lockstep_engine_generation")).isEqualTo(7);
    }

    @Test
    void aHeightThatIsUnknownHasNoSample() {
        var read = read(Optional.empty(), Optional.empty());

        assertThat(read.has("lockstep_engine_chain_height")).isFalse();
        assertThat(read.has("lockstep_engine_armed_height")).isFalse();
    }

    @Test
    void theClassesOfAVersionAddUpToItsRequests() {
        var read = read(Optional.empty(), Optional.empty());

        assertThat(read.sum("lockstep_engine_requests_total")).isEqualTo(Ending.values().length);
        assertThat(read.value("lockstep_engine_in_flight", "version=v1")).isEqualTo(1);
        assertThat(read.value("lockstep_engine_errors_total", "class=4xx", "version=v1"))
                .isEqualTo(2);
        assertThat(read.value("lockstep_engine_errors_total", "class=cut", "version=v1"))
                .isEqualTo(1);
        assertThat(read.value("lockstep_engine_access_log_dropped_total")).isEqualTo(6);
        assertThat(read.value("process_open_fds")).isEqualTo(9);
    }

    private static Exposition read(Optional<ChainView> chain, Optional<CutoverRecord> cutover) {
        var status =
                new EngineStatus(
                        "te\"st",
                        1,
                        Instant.EPOCH,
                        7,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(new EngineStatus.Upstream("v1", URI.create("http://one"), 1, 2, 3)),
                        new EngineStatus.Traffic(0, 0, 0, 0, 0, 0, 0, 0),
                        chain,
                        cutover);
        var tally = new Tally("v1");
        tally.begins(0);
        for (var ending : Ending.values()) {
            tally.begins(0);
            tally.ends(ending);
            tally.firstByte(1_000_000);
        }
        var observed =
                new Observed(
                        List.of(tally.reading(0, Instant.EPOCH)),
                        List.of(),
                        3,
                        4,
                        5,
                        LogSettings.OFF,
                        6,
                        new Observed.Resources(9, -1, 1, 2));
        return Exposition.of(EngineMetrics.of(status, observed));
    }

    private static ChainView chain() {
        return new ChainView(
                List.of(),
                Optional.of(new Head("c", 1000, 999, Instant.EPOCH, false, Optional.empty(), 2)),
                Optional.empty());
    }

    private static CutoverRecord armed() {
        return CutoverRecord.armed(
                new ArmedCutover(
                        "c1",
                        "c",
                        1200,
                        1,
                        "v1",
                        "v2",
                        List.of(),
                        new ArmedCutover.Model("m", "auto", List.of()),
                        CutoverPolicy.HOLD,
                        1,
                        1,
                        1),
                Instant.EPOCH);
    }
}
