package io.lockstep.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.chronicle.ChainEvent;
import io.lockstep.app.chronicle.Chronicle;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.snapshot.Store;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.ScheduledUpgrade.Origin;
import io.lockstep.chain.upgrade.UpgradeView;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes of the schedule are noticed, shown and kept, also those that came while nobody looked.
class RecorderTest {
    private static final Instant AT = Instant.parse("2025-11-04T11:55:08Z");

    @TempDir private Path folder = Path.of("");

    private final Store store = new Store(Snapshot.empty(AT, false));

    @Test
    void anEntryThatMovesIsOneEventWithItsBeforeAndAfter() {
        try (var chronicle = open()) {
            var recorder = new Recorder(store, Optional.of(chronicle), Clock.systemUTC());

            recorder.schedule(scheduled("v3.0.9"), at(10));
            recorder.schedule(scheduled("v3.0.10"), at(11));

            assertThat(store.current().own().events())
                    .extracting(ChainEvent::kind, ChainEvent::height)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("OVERWRITTEN", 11L));
        }
    }

    @Test
    void whatChangedWhileNobodyLookedIsToldAtTheNextStart() {
        try (var chronicle = open()) {
            new Recorder(store, Optional.of(chronicle), Clock.systemUTC())
                    .schedule(scheduled("v3.0.9"), at(10));
        }

        try (var chronicle = open()) {
            new Recorder(store, Optional.of(chronicle), Clock.systemUTC())
                    .schedule(scheduled("v3.0.10"), at(40));

            assertThat(store.current().own().events())
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.words())
                                    .contains("v3.0.9")
                                    .contains("overwritten by v3.0.10"));
        }
    }

    @Test
    void theFirstLookOfAllIsNoChange() {
        try (var chronicle = open()) {
            new Recorder(store, Optional.of(chronicle), Clock.systemUTC())
                    .schedule(scheduled("v3.0.9"), at(10));

            assertThat(store.current().own().events()).isEmpty();
        }
    }

    @Test
    void withoutAnAgreedHeadNothingIsRecorded() {
        try (var chronicle = open()) {
            var recorder = new Recorder(store, Optional.of(chronicle), Clock.systemUTC());
            var unknown = Snapshot.empty(AT, false);

            recorder.schedule(scheduled("v3.0.9"), at(10));
            recorder.schedule(scheduled("v3.0.10"), unknown);

            assertThat(store.current().own().events()).isEmpty();
        }
    }

    @Test
    void withoutAChronicleChangesAreShownAllTheSame() {
        var recorder = new Recorder(store, Optional.empty(), Clock.systemUTC());

        recorder.schedule(scheduled("v3.0.9"), at(10));
        recorder.schedule(scheduled("v3.0.10"), at(11));

        assertThat(store.current().own().events()).hasSize(1);
    }

    private Chronicle open() {
        return Chronicle.open(folder, Clock.systemUTC(), true);
    }

    private static UpgradeView scheduled(String version) {
        return new UpgradeView(
                Generation.R1,
                Optional.empty(),
                List.of(
                        new ScheduledUpgrade(
                                version, 500, Origin.PARTIAL_UPGRADE, true, OptionalLong.empty())));
    }

    private static Snapshot at(long height) {
        var head = new Head("gonka-mainnet", height, height, AT, false, Optional.empty(), 2);
        var view = new ChainView(List.of(), Optional.of(head), Optional.empty());
        return Snapshot.empty(AT, false).withChain(AT, new Reading.Live<>(view, AT, "two nodes"));
    }
}
