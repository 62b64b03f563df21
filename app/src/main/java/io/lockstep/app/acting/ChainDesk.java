package io.lockstep.app.acting;

import io.lockstep.app.settings.Settings;
import io.lockstep.chain.key.KeyEntry;
import io.lockstep.chain.key.SigningKey;
import io.lockstep.chain.tx.Draft;
import io.lockstep.chain.tx.SignedTx;
import io.lockstep.chain.tx.SignerData;
import io.lockstep.chain.tx.TxWords;
import io.lockstep.chain.tx.send.Outcome;
import io.lockstep.chain.tx.send.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Where an operator acts on the chain, from the window and from the command line alike. Every
/// method but [#operator] blocks for disk or network and throws a
/// [io.lockstep.chain.problem.ProblemException].
public interface ChainDesk {
    /// Who the settings say acts.
    Settings.Operator operator();

    /// Keys and watched addresses of the keystore.
    List<KeyEntry> keys();

    /// Opens a key for one action; the caller closes it.
    ///
    /// @param key its name or its address
    /// @param password stays the caller's to wipe
    SigningKey unlock(String key, char[] password);

    /// Checks it against the chain, simulates and prices it. Signs nothing and costs nothing.
    /// Without a node nothing is checked, and the preview says so.
    Preview preview(Wish wish);

    /// Brings to its end what an earlier run of the same signer left open.
    ///
    /// @return how the same act ended, when it was among it and happened: it is not done again
    Optional<Outcome> earlier(Wish wish);

    /// Signs what the preview shows, sends it and waits for a block. What an earlier run left open
    /// is brought to its end first, and what it did already is not sent again.
    ///
    /// @param key opened only when something is signed, and closed after
    /// @param progress hears one short line at a time
    Outcome send(Preview preview, Supplier<SigningKey> key, Consumer<String> progress);

    /// Writes the unsigned transaction for another machine; an existing file is never replaced.
    Handover unsigned(Preview preview, Path file);

    /// Signs exactly what the preview shows and writes it; nothing is sent.
    Handover signed(Preview preview, Supplier<SigningKey> key, Path file);

    /// Reads an unsigned transaction file. No network is touched.
    Unsigned read(Path file);

    /// Signs what was read, whatever stands in the file by now. No network is touched.
    ///
    /// @param key opened only when something is signed, and closed after
    Written sign(SignOrder order, Supplier<SigningKey> key);

    /// Reads a signed transaction file. No network is touched.
    Signed readSigned(Path file);

    /// Compares a signed file with the chain; sends nothing.
    Standing standing(Signed signed);

    /// Sends a signed file and waits for a block. What stands in one is not sent again.
    Outcome broadcast(Signed signed, Duration patience);

    /// What was signed and sent from here before and has no known end, oldest first.
    List<OpenSend> open();

    /// Looks it up, sends the same bytes once more if it may still come, and waits for its end.
    Outcome settle(OpenSend send);

    /// A file that was written, and how another machine goes on with it.
    ///
    /// @param commands exact command lines, in their order
    record Handover(Path file, List<String> commands) {}

    /// A file with a signature.
    record Written(SignedTx tx, Handover handover) {}

    /// A transaction file as it was read.
    record Unsigned(Path file, Draft draft) {
        /// What it does.
        public List<String> words() {
            return TxWords.of(draft);
        }
    }

    /// What is needed to sign a file without a network.
    ///
    /// @param lifetime makes it an unordered one; empty leaves it what it is
    record SignOrder(Unsigned unsigned, SignerData data, Optional<Duration> lifetime, Path out) {}

    /// A signed transaction file as it was read.
    record Signed(Path file, SignedTx tx) {
        /// What it does.
        public List<String> words() {
            return TxWords.of(tx.draft());
        }
    }

    /// @param words what it does
    record OpenSend(String hash, String signer, List<String> words) {}
}
