package io.lockstep.app.rehearsal.chain.answer;

import io.lockstep.app.rehearsal.chain.block.NodeView;
import io.lockstep.app.rehearsal.chain.ledger.Digest;
import java.util.Locale;

/// Who a node says it is.
final class NodeIdentity {
    private NodeIdentity() {}

    static Values of(NodeView view) {
        var id = Digest.of("node key " + view.node()).substring(0, 40);
        return new Values()
                .and("nodeId", id.toLowerCase(Locale.ROOT))
                .and("listen", "tcp://0.0.0.0:26656")
                .and("rpcAddress", "tcp://0.0.0.0:26657")
                .and("chainId", view.chainId())
                .and("moniker", "rehearsal-" + view.node());
    }
}
