package io.lockstep.app.cli;

import io.lockstep.app.acting.JournalLedger;
import io.lockstep.app.settings.Folders;
import io.lockstep.app.upgrade.ConsoleLock;
import io.lockstep.app.upgrade.Journal;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.send.Pause;
import io.lockstep.chain.tx.send.RestTxNode;
import io.lockstep.chain.tx.send.TxNode;
import io.lockstep.chain.tx.send.TxSender;
import java.net.URI;
import java.time.Clock;

/// One sender over one node, with the journal of transactions beside it. Only one command at a time
/// may hold it, so that two cannot sign the same sequence.
final class TxDesk implements AutoCloseable {
    private final ConsoleLock lock;
    private final Journal journal;
    private final TxSender sender;
    private final String chainId;

    private TxDesk(ConsoleLock lock, Journal journal, TxNode node, String chainId) {
        this.lock = lock;
        this.journal = journal;
        this.chainId = chainId;
        sender =
                new TxSender(
                        node, new JournalLedger(journal, chainId), Clock.systemUTC(), Pause.real());
    }

    static TxDesk open(Folders folders, URI rest) {
        var node = new RestTxNode(rest, JsonHttp.forProbes());
        var chainId = node.chainId();
        var folder = folders.data().resolve("transactions");
        var lock = ConsoleLock.take(folder).orElseThrow(TxDesk::busy);
        try {
            return new TxDesk(lock, Journal.open(folder, Clock.systemUTC()), node, chainId);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    TxSender sender() {
        return sender;
    }

    /// The chain the node is on.
    String chainId() {
        return chainId;
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
                        "Another command of this folder is sending a transaction.",
                        "Nothing was signed and nothing was sent.",
                        "Wait until it has ended."));
    }
}
