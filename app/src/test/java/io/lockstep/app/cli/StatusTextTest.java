package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.follow.Pace;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.ScheduledUpgrade.Origin;
import io.lockstep.chain.upgrade.SoftwarePlan;
import io.lockstep.chain.upgrade.UpgradeView;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What is said of a chain that nobody hears any more.
class StatusTextTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Problem SILENT =
            new Problem("chain.unreachable", "Silent.", "Nothing acts.", "Wait.");

    @Test
    void theSilenceAfterAHaltIsNamedForWhatItIs() {
        assertThat(lines(silentAfter(230, 229)))
                .contains(
                        "The chain has come to block 230, where it halts for v0.2.1: its nodes are"
                                + " silent until they run the new program.");
        assertThat(lines(silentAfter(229, 229))).anyMatch(line -> line.contains("halts for"));
    }

    @Test
    void aSilenceFarFromTheHaltIsNotExplainedAway() {
        assertThat(lines(silentAfter(200, 200))).noneMatch(line -> line.contains("halts for"));
    }

    @Test
    void anUpgradeThatConcernsNothingHereIsNotCalledUndecided() {
        assertThat(lines(silentAfter(200, 200)))
                .last()
                .asString()
                .contains("no MLNode of this host serves");
    }

    /// 200 blocks of six seconds, each two seconds early or late.
    @Test
    void aScheduledHeightComesWithItsDistanceInBlocksAndItsRangeInLocalTime() {
        var likely = DateTimeFormatter.ofPattern("EEE HH:", Locale.ENGLISH);

        assertThat(lines(at(30, 30)))
                .anySatisfy(line ->
                        assertThat(line)
                                .startsWith("  v3.0.10 at block 230, 200 blocks left, about ")
                                .contains(
                                        likely.format(
                                                NOW.plusSeconds(1_102)
                                                        .atZone(ZoneId.systemDefault())))
                                .containsPattern("[0-9]{2}:[0-9]{2}–[0-9]{2}:[0-9]{2}, decided"));
    }

    @Test
    void aDecidedHaltIsToldBeforeItComesAndNoTimeIsPromisedInIt() {
        assertThat(lines(at(200, 200)))
                .anyMatch(line -> line.startsWith("  The chain halts at block 230 for v0.2.1"));
        assertThat(lines(at(230, 229)))
                .noneMatch(line -> line.contains("The chain halts at") || line.contains(", about"))
                .anyMatch(line -> line.startsWith("  v3.0.10 at block 230"));
    }

    private static ChainView at(long seen, long applied) {
        var pace = new Pace(Duration.ofSeconds(6), Duration.ofSeconds(2), 100);
        var head = new Head("gonka-mainnet", seen, applied, NOW, false, Optional.of(pace), 2);
        return new ChainView(List.of(), Optional.of(head), Optional.empty(), Optional.empty());
    }

    private static List<String> lines(ChainView chain) {
        var upgrades =
                new UpgradeView(
                        Generation.R0,
                        Optional.empty(),
                        List.of(
                                new ScheduledUpgrade(
                                        "v3.0.10",
                                        230,
                                        Origin.SOFTWARE_UPGRADE,
                                        true,
                                        OptionalLong.empty())),
                        Optional.of(new SoftwarePlan("v0.2.1", 230, "")),
                        List.of());
        var snapshot =
                Snapshot.empty(NOW, false)
                        .withChain(NOW, new Reading.Live<>(chain, NOW, "2 RPC nodes"))
                        .withUpgrades(NOW, new Reading.Live<>(upgrades, NOW, "schedule"));
        return StatusText.of(snapshot, List.of(), Optional.empty());
    }

    private static ChainView silentAfter(long seen, long applied) {
        var last = new Head("gonka-mainnet", seen, applied, NOW, false, Optional.empty(), 2);
        return new ChainView(List.of(), Optional.empty(), Optional.of(SILENT), Optional.of(last));
    }
}
