package io.lockstep.app.acting;

import io.lockstep.chain.key.Address;
import io.lockstep.chain.tx.Draft;
import io.lockstep.chain.tx.send.Account;
import io.lockstep.chain.tx.send.Prepared;
import java.util.List;
import java.util.Optional;

/// Exactly what would be signed, and what objects to it.
///
/// @param account of the signer as the chain has it; empty when it has none
/// @param prepared simulated and priced, when the signer's key is here and the chain would take it
/// @param words the decoded messages and the fee, whole
/// @param json the transaction as files carry it, indented
/// @param objections what would make it useless or have it refused, one sentence each
public record Preview(
        Wish wish,
        Address signer,
        String chainId,
        Draft draft,
        Optional<Account> account,
        Optional<Prepared> prepared,
        List<String> words,
        String json,
        List<String> objections) {

    /// Zero for an unordered one.
    public long sequence() {
        return wish.unordered() ? 0 : account.map(Account::sequence).orElse(0L);
    }
}
