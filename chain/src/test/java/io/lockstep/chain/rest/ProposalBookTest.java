package io.lockstep.chain.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.Heap;
import io.lockstep.chain.governance.GovernanceView;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalEvent;
import io.lockstep.chain.governance.ProposalEvent.Kind;
import io.lockstep.chain.governance.VoteMemory;
import io.lockstep.chain.http.JsonHttp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Ten thousand proposals behind a real socket.
class ProposalBookTest {
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    private final CrowdedGov gov;
    private final ProposalBook book;
    private final List<GovernanceView> early = new ArrayList<>();

    ProposalBookTest() throws Exception {
        gov = new CrowdedGov(10_000);
        book =
                new ProposalBook(
                        new GovernanceClient(gov.address(), JsonHttp.forProbes()),
                        new VoteMemory());
    }

    @AfterEach
    void close() {
        gov.close();
    }

    /// The gateway answers nobody before it was asked all five questions of the first screen.
    @Test
    void theFirstScreenTakesOneRoundTrip() throws Exception {
        gov.special.put(9_990L, "VOTING_PERIOD");
        gov.special.put(4L, "VOTING_PERIOD");
        gov.answerOnlyTogether(5);
        List<Integer> asked = new ArrayList<>();

        book.read(
                1_000,
                NOW,
                view -> {
                    early.add(view);
                    asked.add(gov.requests.get());
                });

        assertThat(asked).containsExactly(5);
        assertThat(early.getFirst().complete()).isFalse();
        assertThat(early.getFirst().total()).isEqualTo(10_000);
        assertThat(early.getFirst().proposals())
                .hasSize(51)
                .extracting(Proposal::id)
                .startsWith(10_000L)
                .endsWith(4L)
                .contains(9_990L);
    }

    /// However long it reads, it keeps the open, the newest and what has yet to take effect: here
    /// one of ten thousand, on the very last page.
    @Test
    void aWholeHistoryIsWalkedAndNotKept() throws Exception {
        gov.special.put(17L, "PASSED");

        var most = 0;
        var view = read().view();
        for (int readings = 0; readings < 26; readings++) {
            view = read().view();
            most = Math.max(most, view.proposals().size());
        }
        var before = gov.requests.get();
        read();

        assertThat(most).isLessThanOrEqualTo(200);
        assertThat(view.proposals()).extracting(Proposal::id).contains(17L, 10_000L);
        assertThat(gov.requests.get() - before).isEqualTo(5);
    }

    /// Each reading walks a part of the ten thousand; what it does not keep is free again.
    @Test
    void aConsoleThatReadsForLongUsesNoMoreMemory() throws Exception {
        readings(15);
        var before = Heap.used();

        readings(45);

        assertThat(Heap.used() - before).as("bytes").isLessThan(4 << 20);
    }

    private void readings(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            read();
        }
    }

    @Test
    void votesAreAskedForOnlyWhenTheirSumHasChanged() throws Exception {
        gov.special.put(9_990L, "VOTING_PERIOD");
        read();
        read();
        assertThat(gov.voteRequests).hasValue(1);

        gov.yes.put(9_990L, 400_000L);
        var view = read().view();

        assertThat(gov.voteRequests).hasValue(2);
        assertThat(view.counted()).containsExactly(9_990L);
        assertThat(view.votes().get(9_990L)).isNotNull();
    }

    @Test
    void everyChangeOfAProposalIsAnEventOnce() throws Exception {
        gov.special.put(9_990L, "VOTING_PERIOD");
        assertThat(read().events()).isEmpty();

        gov.submit("DEPOSIT_PERIOD");
        assertThat(kinds(read())).containsExactly(Kind.APPEARED);
        gov.special.put(10_001L, "VOTING_PERIOD");
        assertThat(kinds(read())).containsExactly(Kind.VOTING_BEGAN);
        gov.special.put(10_001L, "PASSED");
        assertThat(kinds(read())).containsExactly(Kind.PASSED);
        assertThat(read().events()).isEmpty();
    }

    @Test
    void anExpeditedVoteThatTurnsRegularIsAnEventWithBeforeAndAfter() throws Exception {
        gov.special.put(9_990L, "VOTING_PERIOD");
        gov.expedited.add(9_990L);
        read();

        gov.expedited.remove(9_990L);
        var event = read().events().getFirst();

        assertThat(event.kind()).isEqualTo(Kind.TURNED_REGULAR);
        assertThat(event.before().orElseThrow().expedited()).isTrue();
        assertThat(event.after().orElseThrow().expedited()).isFalse();
        assertThat(event.inWords())
                .isEqualTo("Proposal 9990 failed as expedited; voting on it goes on.");
        assertThat(read().events()).isEmpty();
    }

    /// One that is decided and was pushed off the newest page meanwhile is looked up by itself.
    @Test
    void anOldProposalThatIsDecidedIsLookedUp() throws Exception {
        gov.special.put(4L, "VOTING_PERIOD");
        read();

        gov.special.put(4L, "FAILED");

        assertThat(kinds(read())).containsExactly(Kind.FAILED);
    }

    @Test
    void aProposalThatVanishesWasCancelledOrExpired() throws Exception {
        gov.special.put(4L, "VOTING_PERIOD");
        gov.special.put(5L, "DEPOSIT_PERIOD");
        read();

        gov.special.put(4L, "GONE");
        gov.special.put(5L, "GONE");
        var reading = read();

        assertThat(kinds(reading)).containsExactlyInAnyOrder(Kind.CANCELLED, Kind.EXPIRED);
        assertThat(reading.view().proposals()).extracting(Proposal::id).doesNotContain(4L, 5L);
    }

    private ProposalBook.Reading read() throws InterruptedException {
        return book.read(1_000, NOW, early::add);
    }

    private static List<Kind> kinds(ProposalBook.Reading reading) {
        return reading.events().stream().map(ProposalEvent::kind).toList();
    }
}
