package io.lockstep.app.upgrade;

import io.lockstep.app.nodes.NodesView;
import java.util.Optional;

/// Finds the model the candidate must load: the one the API node starts its MLNodes with.
public final class Models {
    private Models() {}

    public static Optional<NodesView.Model> first(NodesView nodes) {
        return nodes.apiNodes().stream()
                .filter(NodesView.ApiNodeEntry::enabled)
                .flatMap(node -> node.models().stream())
                .findFirst();
    }
}
