package io.lockstep.app.acting;

import io.lockstep.chain.key.Address;
import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.tx.Draft;
import io.lockstep.chain.tx.Fee;
import io.lockstep.chain.tx.Message;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// An act with who signs it and how.
///
/// @param from name of a key, or an address
/// @param granter in whose name it is done, as that account granted it to the signer (authz)
public record Wish(Act act, String from, Optional<Address> granter, Manner manner) {

    public boolean unordered() {
        return manner.lifetime().isPresent();
    }

    /// In whose name it is done.
    Address actor(Address signer) {
        return granter.orElse(signer);
    }

    /// Neither priced nor timed yet.
    Draft draft(Address signer, Supplier<List<Coin>> enough) {
        var message = act.message(actor(signer), enough);
        return Draft.ordered(
                granter.isEmpty() ? message : new Message.Exec(signer.text(), List.of(message)),
                Fee.of(List.of(), 0));
    }
}
