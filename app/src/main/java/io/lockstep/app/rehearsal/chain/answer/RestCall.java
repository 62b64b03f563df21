package io.lockstep.app.rehearsal.chain.answer;

import io.lockstep.app.rehearsal.chain.block.NodeView;
import io.lockstep.app.rehearsal.chain.ledger.Genesis;
import io.lockstep.app.rehearsal.chain.ledger.Ledger;
import java.util.List;

/// A call of the gateway: which path, at which state.
///
/// @param parameters what stood in the path where the route has a `*`
/// @param height of the state that is asked for
record RestCall(
        Request request, List<String> parameters, NodeView view, long height, Ledger ledger) {
    RestCall {
        parameters = List.copyOf(parameters);
    }

    Genesis genesis() {
        return view.genesis();
    }

    String text(int index) {
        return parameters.get(index);
    }

    long number(int index, String name) throws RestError {
        var text = text(index);
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw RestError.mismatch(name, text);
        }
    }
}
