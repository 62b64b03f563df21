package io.lockstep.app.acting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Draft;
import io.lockstep.chain.tx.TxJson;
import io.lockstep.chain.tx.TxWords;
import io.lockstep.chain.tx.send.Account;
import io.lockstep.chain.tx.send.Prepared;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Exactly what would be signed, and what objects to it.
///
/// @param chainId empty when neither a node nor the settings name it
/// @param account of the signer as the chain has it; empty when it has none
/// @param prepared simulated and priced, when the signer's key is here and the chain would take it
/// @param objections what would make a proposal useless, one sentence each
/// @param refusal why the chain would not take it, or could not be asked
public record Preview(
        Wish wish,
        Address signer,
        Optional<String> chainId,
        Draft draft,
        Optional<Account> account,
        Optional<Prepared> prepared,
        List<String> objections,
        Optional<Problem> refusal) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Zero for an unordered one.
    public long sequence() {
        return wish.unordered() ? 0 : account.map(Account::sequence).orElse(0L);
    }

    /// The decoded messages and the fee, whole.
    public List<String> words() {
        return TxWords.of(draft);
    }

    /// All that speaks against it, one sentence each.
    public List<String> against() {
        return Stream.concat(objections.stream(), refusal.map(Problem::what).stream()).toList();
    }

    /// What can be signed here.
    ///
    /// @throws ProblemException with the reason why nothing can
    public Prepared ready() {
        return prepared.orElseThrow(() ->
                refusal.map(ProblemException::new).orElseGet(() -> Refusals.keyElsewhere(wish)));
    }

    /// The transaction as files carry it, indented.
    public String json() {
        try {
            return JSON.readTree(TxJson.write(draft)).toPrettyString();
        } catch (JsonProcessingException e) {
            throw Refusals.unwritable(e);
        }
    }
}
