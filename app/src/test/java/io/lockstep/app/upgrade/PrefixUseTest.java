package io.lockstep.app.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.control.EngineStatus.Prefix;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrefixUseTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void workUnderTheVersionsPrefixIsEnough() {
        assertThat(elsewhere(used("/v2", 1, NOON), used("/", 900, NOON.plusSeconds(9)))).isEmpty();
    }

    @Test
    void looksAtAStateAreNoWorkAndTheNewestOtherWayIsNamed() {
        assertThat(
                        elsewhere(
                                used("/v2", 0, NOON.plusSeconds(60)),
                                used("/", 7, NOON.plusSeconds(30)),
                                used("/v1", 900, NOON)))
                .contains(
                        "no work came under /v2 yet, but by the default route, the last at"
                                + " 2026-11-25T12:00:30Z");
        assertThat(elsewhere(used("/v1", 900, NOON)))
                .contains("no work came under /v2 yet, but under /v1, the last at " + NOON);
        assertThat(elsewhere(used("/v2", 0, NOON)))
                .contains("no work came under /v2 yet, nor any other way");
    }

    @Test
    void anEngineThatDoesNotTellIsNotSuspected() {
        assertThat(elsewhere()).isEmpty();
        assertThat(elsewhere(new Prefix("/v1", true, 3, NOON))).isEmpty();
    }

    private static Prefix used(String prefix, long bodyBytes, Instant lastSeen) {
        return new Prefix(prefix, true, 10, lastSeen, Optional.of(bodyBytes));
    }

    private static Optional<String> elsewhere(Prefix... prefixes) {
        var engine =
                new EngineStatus(
                        "test",
                        1,
                        NOON,
                        3,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        new EngineStatus.Traffic(0, 0, 0, 0, 0, 0, 0, 0),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(prefixes));
        return PrefixUse.elsewhere(engine, "v2");
    }
}
