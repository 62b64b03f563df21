package io.lockstep.app.acting;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.upgrade.Journal;
import io.lockstep.chain.key.SigningKey;
import io.lockstep.chain.tx.Draft;
import io.lockstep.chain.tx.Fee;
import io.lockstep.chain.tx.Message;
import io.lockstep.chain.tx.SignerData;
import io.lockstep.chain.tx.Signing;
import io.lockstep.chain.tx.VoteOption;
import io.lockstep.chain.tx.send.Outcome;
import io.lockstep.chain.tx.send.Sent;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalLedgerTest {
    @TempDir private Path folder = Path.of("");

    private final SigningKey key = SigningKey.ofHex("1".repeat(64).toCharArray());

    @Test
    void whatWasSignedIsOpenAcrossARestartUntilItsEndIsKnown() {
        var first = sent(7);
        var second = sent(8);
        try (var journal = Journal.open(folder, Clock.systemUTC())) {
            var ledger = new JournalLedger(journal, "chain-1");
            ledger.about(first);
            ledger.about(second);
            ledger.ended(first, new Outcome.Lapsed(first.hash()));
            ledger.ended(second, new Outcome.Unknown(second.hash(), Optional.empty()));
        }

        try (var journal = Journal.open(folder, Clock.systemUTC())) {
            var ledger = new JournalLedger(journal, "chain-1");

            assertThat(ledger.open(key.address())).containsExactly(second);
            assertThat(new JournalLedger(journal, "chain-2").open(key.address())).isEmpty();
            assertThat(journal.newest(10))
                    .anySatisfy(entry ->
                            assertThat(entry.text())
                                    .startsWith("Send " + first.hash())
                                    .contains("votes yes on proposal 7"));
        }
    }

    private Sent sent(long proposal) {
        var vote = new Message.Vote(proposal, key.address().text(), VoteOption.YES, "");
        var data = new SignerData("chain-1", 42, 3);
        return new Sent(
                Signing.sign(Draft.ordered(vote, Fee.of(List.of(), 1000)), data, key), data);
    }
}
