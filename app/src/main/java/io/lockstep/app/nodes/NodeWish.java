package io.lockstep.app.nodes;

import java.util.Optional;

/// What an operator wants of one MLNode's entry at the API node.
public sealed interface NodeWish {
    String id();

    record Enable(String id) implements NodeWish {}

    record Disable(String id) implements NodeWish {}

    /// @param host bare, as the API node puts `http://` in front; what is empty stays as it is
    record Move(
            String id,
            Optional<String> host,
            Optional<Integer> inferencePort,
            Optional<Integer> pocPort)
            implements NodeWish {}
}
