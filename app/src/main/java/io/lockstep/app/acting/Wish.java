package io.lockstep.app.acting;

import io.lockstep.chain.key.Address;
import io.lockstep.chain.tx.Draft;
import io.lockstep.chain.tx.Fee;
import io.lockstep.chain.tx.Message;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// An act with who signs it and how.
///
/// @param from name of a key, or an address
/// @param granter in whose name it is done, as that account granted it to the signer (authz)
/// @param unordered outside the account's sequence
/// @param gasPrice of one unit of gas in the chain's coin
public record Wish(
        Act act, String from, Optional<Address> granter, boolean unordered, BigDecimal gasPrice) {

    /// Neither priced nor timed yet.
    Draft draft(Address signer) {
        var message = act.message(granter.orElse(signer));
        return Draft.ordered(
                granter.isEmpty() ? message : new Message.Exec(signer.text(), List.of(message)),
                Fee.of(List.of(), 0));
    }
}
