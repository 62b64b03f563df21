package io.lockstep.app.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.governance.Ballot;
import io.lockstep.chain.governance.Deposit;
import io.lockstep.chain.governance.VoteRecord.Seen;
import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.tx.VoteOption;
import io.lockstep.chain.upgrade.ScheduleEvent;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.ScheduledUpgrade.Origin;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the chain forgets is there after a restart, by chain, and never without bound.
class ChronicleTest {
    private static final String CHAIN = "gonka-mainnet";
    private static final Instant AT = Instant.parse("2025-11-04T11:55:08Z");

    @TempDir private Path folder = Path.of("");

    @Test
    void whoVotedAndPaidIsKnownAfterARestart() {
        var weighted =
                new Ballot(
                        "gonka1a",
                        List.of(
                                new Ballot.Choice(VoteOption.YES, new BigDecimal("0.7")),
                                new Ballot.Choice(VoteOption.NO, new BigDecimal("0.3"))));
        var paid = new Deposit("gonka1b", List.of(new Coin("ngonka", BigInteger.TEN)));

        try (var chronicle = open()) {
            memory(chronicle, CHAIN).saw(7, List.of(weighted), List.of(paid));
        }

        try (var chronicle = open()) {
            var seen = memory(chronicle, CHAIN).of(7);
            assertThat(seen.ballots()).containsEntry("gonka1a", weighted);
            assertThat(seen.deposits()).containsEntry("gonka1b", paid);
        }
    }

    @Test
    void aVoteThatWasChangedIsKeptAsItWasLast() {
        try (var chronicle = open()) {
            var memory = memory(chronicle, CHAIN);
            memory.saw(7, List.of(ballot("gonka1a", VoteOption.YES)), List.of());
            memory.saw(7, List.of(ballot("gonka1a", VoteOption.NO)), List.of());
        }

        try (var chronicle = open()) {
            assertThat(memory(chronicle, CHAIN).of(7).ballots())
                    .containsEntry("gonka1a", ballot("gonka1a", VoteOption.NO));
        }
    }

    @Test
    void oneChainsVotesAreNotAnothersAndAnUnknownChainsAreNotKept() {
        try (var chronicle = open()) {
            memory(chronicle, CHAIN).saw(7, List.of(ballot("gonka1a", VoteOption.YES)), List.of());
            new ChainMemory(chronicle)
                    .saw(8, List.of(ballot("gonka1a", VoteOption.YES)), List.of());

            assertThat(memory(chronicle, "other").of(7)).isEqualTo(Seen.NOTHING);
            assertThat(memory(chronicle, CHAIN).of(8)).isEqualTo(Seen.NOTHING);
        }
    }

    @Test
    void theOldestProposalsMakeRoom() {
        try (var chronicle = open()) {
            for (var id = 1; id <= Chronicle.MOST_PROPOSALS + 3; id++) {
                chronicle.keep(CHAIN, id, List.of(ballot("gonka1a", VoteOption.YES)), List.of());
            }

            var memory = memory(chronicle, CHAIN);
            assertThat(memory.of(3)).isEqualTo(Seen.NOTHING);
            assertThat(memory.of(4)).isNotEqualTo(Seen.NOTHING);
        }
    }

    @Test
    void changesStandThereNewestFirstWithTheirBeforeAndAfter() {
        try (var chronicle = open()) {
            chronicle.happened(CHAIN, List.of(moved(1), moved(2)));
        }

        try (var chronicle = open()) {
            var newest = chronicle.newest(CHAIN, 10);
            assertThat(newest).containsExactly(moved(2), moved(1));
            assertThat(newest.getFirst().before()).contains("v3.0.9 from block 2");
            assertThat(newest.getFirst().after()).contains("v3.0.9 from block 102");
            assertThat(chronicle.newest("other", 10)).isEmpty();
        }
    }

    @Test
    void theOldestChangesMakeRoom() {
        try (var chronicle = open()) {
            chronicle.happened(
                    CHAIN,
                    IntStream.range(0, Chronicle.MOST_EVENTS + 5)
                            .mapToObj(ChronicleTest::moved)
                            .toList());

            assertThat(chronicle.newest(CHAIN, 10_000)).hasSize(Chronicle.MOST_EVENTS);
        }
    }

    @Test
    void theScheduleOfTheLastLookIsThereForTheNextStart() {
        var schedule = List.of(upgrade(5), proposed(9));

        try (var chronicle = open()) {
            assertThat(chronicle.schedule(CHAIN)).isEmpty();
            chronicle.schedule(CHAIN, schedule);
        }

        try (var chronicle = open()) {
            assertThat(chronicle.schedule(CHAIN)).contains(schedule);
        }
    }

    @Test
    void chainsThatWereNotLookedAtForLongAreForgotten() {
        try (var chronicle = open()) {
            chronicle.happened("chain-0", List.of(moved(1)));
            for (var i = 0; i <= Chronicle.MOST_CHAINS; i++) {
                var at = Clock.fixed(AT.plusSeconds(i), java.time.ZoneOffset.UTC);
                try (var later = Chronicle.open(folder, at, true)) {
                    later.schedule("chain-" + i, List.of());
                }
            }

            assertThat(chronicle.schedule("chain-0")).isEmpty();
            assertThat(chronicle.newest("chain-0", 1)).isEmpty();
            assertThat(chronicle.schedule("chain-1")).isPresent();
        }
    }

    @Test
    void aSecondConsoleReadsAndWritesNothing() {
        try (var first = open();
                var second = Chronicle.open(folder, Clock.systemUTC(), false)) {
            first.happened(CHAIN, List.of(moved(1)));
            second.happened(CHAIN, List.of(moved(2)));

            assertThat(second.newest(CHAIN, 10)).containsExactly(moved(1));
        }
    }

    @Test
    void aFileThatIsNoChronicleIsPutAside() throws IOException {
        Files.writeString(folder.resolve("chronicle.db"), "no database at all ".repeat(200));

        try (var chronicle = open()) {
            chronicle.happened(CHAIN, List.of(moved(1)));
            assertThat(chronicle.newest(CHAIN, 1)).hasSize(1);
        }
        assertThat(folder.resolve("chronicle.db.unreadable")).exists();
    }

    private Chronicle open() {
        return Chronicle.open(folder, Clock.systemUTC(), true);
    }

    private static ChainMemory memory(Chronicle chronicle, String chain) {
        var memory = new ChainMemory(chronicle);
        memory.of(chain);
        return memory;
    }

    private static Ballot ballot(String voter, VoteOption option) {
        return new Ballot(voter, List.of(new Ballot.Choice(option, BigDecimal.ONE)));
    }

    private static ScheduledUpgrade upgrade(long height) {
        return new ScheduledUpgrade(
                "v3.0.9", height, Origin.PARTIAL_UPGRADE, true, OptionalLong.empty());
    }

    private static ScheduledUpgrade proposed(long height) {
        return new ScheduledUpgrade(
                "v3\u0000/ \"odd\"", height, Origin.PROPOSAL, false, OptionalLong.of(4));
    }

    private static ChainEvent moved(long height) {
        return ChainEvent.of(
                new ScheduleEvent(
                        ScheduleEvent.Kind.MOVED,
                        Optional.of(upgrade(height)),
                        Optional.of(upgrade(height + 100))),
                AT,
                height);
    }
}
