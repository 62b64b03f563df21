package io.lockstep.chain.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalMessage.CancelUpgrade;
import io.lockstep.chain.governance.ProposalMessage.PartialUpgrade;
import io.lockstep.chain.governance.ProposalMessage.SoftwareUpgrade;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.Sample;
import io.lockstep.chain.upgrade.ScheduleEvent.Kind;
import io.lockstep.chain.upgrade.ScheduledUpgrade.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ScheduleChangesTest {

    @Test
    void aProposalThatPassesIsDecidedWithBeforeAndAfter() {
        var proposed = upgrade("v2", 89, Origin.PROPOSAL, 1);
        var entry = upgrade("v2", 89, Origin.PARTIAL_UPGRADE, 1);

        assertThat(between(List.of(proposed), List.of(entry), 40))
                .containsExactly(ScheduleEvent.of(Kind.DECIDED, proposed, entry));
    }

    @Test
    void anOverwrittenEntryIsOneEventAndTheProposalBehindItAnother() {
        var first = upgrade("v2", 89, Origin.PARTIAL_UPGRADE, 1);
        var second = upgrade("v3", 89, Origin.PROPOSAL, 6);
        var after = upgrade("v3", 89, Origin.PARTIAL_UPGRADE, 6);

        assertThat(between(List.of(first, second), List.of(after), 40))
                .containsExactlyInAnyOrder(
                        ScheduleEvent.of(Kind.OVERWRITTEN, first, after),
                        ScheduleEvent.of(Kind.DECIDED, second, after));
    }

    @Test
    void anEntryThatIsGoneAtItsHeightWasReachedAndOneGoneBeforeWasWithdrawn() {
        var entry = upgrade("v2", 89, Origin.PARTIAL_UPGRADE, 1);

        assertThat(between(List.of(entry), List.of(), 90))
                .containsExactly(ScheduleEvent.went(Kind.REACHED, entry));
        assertThat(between(List.of(entry), List.of(), 88))
                .containsExactly(ScheduleEvent.went(Kind.WITHDRAWN, entry));
    }

    @Test
    void aCancelledProposalIsWithdrawnEvenAfterItsHeight() {
        var proposed = upgrade("v2", 89, Origin.PROPOSAL, 5);

        var event = between(List.of(proposed), List.of(), 90).getFirst();

        assertThat(event.kind()).isEqualTo(Kind.WITHDRAWN);
        assertThat(event.inWords()).isEqualTo("v2 at block 89 is no longer scheduled.");
    }

    @Test
    void aSoftwareUpgradeWithAnotherHeightWasMoved() {
        var before = upgrade("v2", 204, Origin.SOFTWARE_UPGRADE, 1);
        var after = upgrade("v2", 304, Origin.SOFTWARE_UPGRADE, 2);

        assertThat(between(List.of(before), List.of(after), 40))
                .containsExactly(ScheduleEvent.of(Kind.MOVED, before, after));
    }

    @Test
    void learningTheProposalBehindAnEntryIsNoChange() {
        var unknown =
                new ScheduledUpgrade("v2", 89, Origin.PARTIAL_UPGRADE, true, OptionalLong.empty());

        assertThat(
                        between(
                                List.of(unknown),
                                List.of(upgrade("v2", 89, Origin.PARTIAL_UPGRADE, 1)),
                                40))
                .isEmpty();
    }

    /// A chain as a map from heights to versions, one plan and the open proposals, on which votes
    /// pass, fail, are cancelled, overwrite and move. At every step the schedule says what the map
    /// says, and the events alone turn the schedule before into the one after.
    @RepeatedTest(60)
    void anyHistoryOfOverwriteCancelAndMoveEqualsTheModel() {
        var model = new Model(new Random());
        Set<String> replayed = new HashSet<>();
        var before = model.view();
        for (int step = 0; step < 80; step++) {
            model.step();
            var after = model.view();

            assertThat(names(after)).isEqualTo(model.expected());
            for (var event : ScheduleChanges.between(before, after, model.applied)) {
                event.before().ifPresent(gone -> replayed.remove(name(gone)));
            }
            for (var event : ScheduleChanges.between(before, after, model.applied)) {
                event.after().ifPresent(come -> replayed.add(name(come)));
            }
            assertThat(replayed).isEqualTo(model.expected());
            before = after;
        }
    }

    private static final class Model {
        private final Random random;
        private final TreeMap<Long, String> entries = new TreeMap<>();
        private final TreeMap<Long, ProposalMessage> open = new TreeMap<>();
        private final List<Proposal> decided = new ArrayList<>();
        private Optional<SoftwarePlan> plan = Optional.empty();
        private long applied = 1;
        private long ids = 0;

        Model(Random random) {
            this.random = random;
        }

        void step() {
            switch (random.nextInt(5)) {
                case 0, 1 -> open.put(++ids, message());
                case 2 -> someProposal().ifPresent(this::pass);
                case 3 -> someProposal().ifPresent(open::remove);
                default -> advance();
            }
        }

        private ProposalMessage message() {
            var height = applied + 1 + random.nextInt(12);
            var version = "v" + random.nextInt(4);
            return switch (random.nextInt(6)) {
                case 0 ->
                        new SoftwareUpgrade(
                                "up", height, "{\"node_version\":\"%s\"}".formatted(version));
                case 1 -> new CancelUpgrade();
                default -> new PartialUpgrade(height, version, "");
            };
        }

        private Optional<Long> someProposal() {
            return open.keySet().stream().skip(random.nextInt(3)).findFirst();
        }

        private void pass(long id) {
            var message = Optional.ofNullable(open.remove(id)).orElseThrow();
            decided.add(Sample.proposal(id, ProposalStatus.PASSED, Sample.NOW, message));
            switch (message) {
                case PartialUpgrade(long height, var version, _) -> {
                    if (height >= applied) {
                        entries.put(height, version);
                    }
                }
                case SoftwareUpgrade(var name, long height, var info) -> {
                    if (height > applied) {
                        plan = Optional.of(new SoftwarePlan(name, height, info));
                    }
                }
                case CancelUpgrade _ -> plan = Optional.empty();
                case ProposalMessage.Other _ -> throw new IllegalStateException();
            }
        }

        private void advance() {
            applied += random.nextInt(4);
            entries.headMap(applied).clear();
            plan = plan.filter(pending -> pending.height() > applied);
        }

        UpgradeView view() {
            List<Proposal> proposals = new ArrayList<>(decided);
            open.forEach((id, message) ->
                    proposals.add(
                            Sample.proposal(
                                    id,
                                    ProposalStatus.VOTING_PERIOD,
                                    Sample.NOW.plusSeconds(3600),
                                    message)));
            return UpgradeSchedule.of(
                    new ScheduleFacts(
                            new MlNodeVersion(Generation.R1, Optional.empty()),
                            entries.entrySet().stream()
                                    .map(e -> new PartialUpgradeEntry(e.getKey(), e.getValue()))
                                    .toList(),
                            plan,
                            proposals,
                            List.of(),
                            Optional.of(Sample.head(applied)),
                            Map.of()));
        }

        Set<String> expected() {
            Set<String> expected = new HashSet<>();
            entries.forEach((height, version) -> expected.add("entry " + version + "@" + height));
            plan.ifPresent(pending ->
                    expected.add("plan " + version(pending.info()) + "@" + pending.height()));
            open.forEach((id, message) -> {
                switch (message) {
                    case PartialUpgrade(long height, var version, _) ->
                            expected.add(id + " " + version + "@" + height);
                    case SoftwareUpgrade(_, long height, var info) ->
                            expected.add(id + " " + version(info) + "@" + height);
                    case CancelUpgrade _, ProposalMessage.Other _ -> {}
                }
            });
            return expected;
        }

        private static String version(String info) {
            return info.substring(info.indexOf(":\"") + 2, info.lastIndexOf('"'));
        }
    }

    private static Set<String> names(UpgradeView view) {
        Set<String> names = new HashSet<>();
        view.scheduled().forEach(upgrade -> names.add(name(upgrade)));
        return names;
    }

    private static String name(ScheduledUpgrade upgrade) {
        var what =
                switch (upgrade.origin()) {
                    case PARTIAL_UPGRADE -> "entry";
                    case SOFTWARE_UPGRADE -> "plan";
                    case PROPOSAL -> Long.toString(upgrade.proposal().orElseThrow());
                    case OPERATOR -> "own";
                };
        return what + " " + upgrade.version() + "@" + upgrade.height();
    }

    private static List<ScheduleEvent> between(
            List<ScheduledUpgrade> before, List<ScheduledUpgrade> after, long applied) {
        return ScheduleChanges.between(view(before), view(after), applied);
    }

    private static UpgradeView view(List<ScheduledUpgrade> scheduled) {
        return new UpgradeView(Generation.R1, Optional.empty(), scheduled);
    }

    private static ScheduledUpgrade upgrade(
            String version, long height, Origin origin, long proposal) {
        return new ScheduledUpgrade(
                version, height, origin, origin != Origin.PROPOSAL, OptionalLong.of(proposal));
    }
}
