package io.lockstep.chain.tx.send;

import io.lockstep.chain.key.Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Remembers in memory; survives the sender, as a journal does.
final class FakeLedger implements TxLedger {
    final List<String> lines = new ArrayList<>();
    private final Map<String, Sent> open = new LinkedHashMap<>();

    @Override
    public void about(Sent sent) {
        lines.add("about " + sent.hash());
        open.put(sent.hash(), sent);
    }

    @Override
    public void ended(Sent sent, Outcome outcome) {
        lines.add(outcome.getClass().getSimpleName() + " " + sent.hash());
        if (!(outcome instanceof Outcome.Unknown)) {
            open.remove(sent.hash());
        }
    }

    @Override
    public List<Sent> open(Address signer) {
        return open.values().stream()
                .filter(sent -> sent.tx().signer().address().equals(signer))
                .toList();
    }
}
