package io.lockstep.app.acting;

import io.lockstep.app.settings.Settings;
import io.lockstep.chain.key.KeyEntry;
import io.lockstep.chain.tx.send.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Where an operator acts on the chain. Every method but [#operator] blocks for disk or network and
/// throws a [io.lockstep.chain.problem.ProblemException].
public interface ChainDesk {

    /// Who the settings say acts.
    Settings.Operator operator();

    /// Keys and watched addresses of the keystore.
    List<KeyEntry> keys();

    /// Checks it against the chain, simulates and prices it. Signs nothing and costs nothing.
    Preview preview(Wish wish);

    /// Signs exactly what the preview shows, sends it and waits for a block. What an earlier run
    /// left open is brought to its end first, and what it did already is not sent again.
    ///
    /// @param password stays the caller's to wipe
    /// @param progress hears one short line at a time
    Outcome send(Preview preview, char[] password, Consumer<String> progress);

    /// Writes the unsigned transaction for another machine; an existing file is never replaced.
    Handover unsigned(Preview preview, Path file);

    /// Signs exactly what the preview shows and writes it; nothing is sent.
    Handover signed(Preview preview, char[] password, Path file);

    /// Reads an unsigned transaction file and says what it does. No network is touched.
    Unsigned read(Path file);

    /// Signs what was read, whatever stands in the file by now. No network is touched.
    Handover sign(SignOrder order, char[] password);

    /// What was signed and sent from here before and has no known end, oldest first.
    List<OpenSend> open();

    /// Looks it up, sends the same bytes once more if it may still come, and waits for its end.
    Outcome settle(OpenSend send);

    /// A file that was written, and how another machine goes on with it.
    ///
    /// @param commands exact command lines, in their order
    record Handover(Path file, List<String> commands) {}

    /// A transaction file as it was read.
    ///
    /// @param words what it does
    record Unsigned(Path file, String text, List<String> words) {}

    /// What is needed to sign a file without a network.
    record SignOrder(
            Unsigned unsigned,
            String key,
            String chainId,
            long accountNumber,
            long sequence,
            Path out) {}

    /// @param words what it does
    record OpenSend(String hash, String signer, List<String> words) {}
}
