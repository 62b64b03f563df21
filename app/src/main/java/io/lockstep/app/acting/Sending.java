package io.lockstep.app.acting;

import io.lockstep.app.settings.Folders;
import io.lockstep.app.upgrade.ConsoleLock;
import io.lockstep.app.upgrade.Journal;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.send.Pause;
import io.lockstep.chain.tx.send.Sent;
import io.lockstep.chain.tx.send.TxNode;
import io.lockstep.chain.tx.send.TxSender;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// The right to send, for one action: the command line and other consoles of this folder wait, so
/// that no two sign the same sequence.
final class Sending implements AutoCloseable {
    private final ConsoleLock lock;
    private final Journal journal;
    private final JournalLedger ledger;
    private final TxSender sender;

    private Sending(ConsoleLock lock, Journal journal, JournalLedger ledger, TxSender sender) {
        this.lock = lock;
        this.journal = journal;
        this.ledger = ledger;
        this.sender = sender;
    }

    static Path folder(Folders folders) {
        return folders.data().resolve("transactions");
    }

    static Sending begin(Folders folders, TxNode node, Clock clock, Pause pause) {
        var chainId = node.chainId();
        var lock = ConsoleLock.take(folder(folders)).orElseThrow(Sending::busy);
        try {
            var journal = Journal.open(folder(folders), clock);
            var ledger = new JournalLedger(journal, chainId);
            return new Sending(lock, journal, ledger, new TxSender(node, ledger, clock, pause));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// One that looks and prepares; nothing is ever sent with it.
    static TxSender preparing(TxNode node, Clock clock, Pause pause) {
        return new TxSender(node, Unkept.LEDGER, clock, pause);
    }

    TxSender sender() {
        return sender;
    }

    List<Sent> open() {
        return ledger.open();
    }

    @Override
    public void close() {
        journal.close();
        lock.close();
    }

    private static ProblemException busy() {
        return new ProblemException(
                new Problem(
                        "tx.busy",
                        "Another program of this folder is sending a transaction.",
                        "Nothing was signed and nothing was sent.",
                        "Wait until it has ended."));
    }
}
