package io.lockstep.app.nodes;

import io.lockstep.app.nodes.NodesView.ApiNodeEntry;
import java.util.List;
import java.util.Optional;

/// What would be asked of the API node, and what that would do.
///
/// @param now the entry as it is
/// @param request method, path and what it changes, as it would be sent
/// @param lines what happens, when, and what stays
/// @param objections why one should not do it now
/// @param wayBack the command that undoes it
/// @param done whether it is so already; then nothing is sent
public record NodePreview(
        NodeWish wish,
        ApiNodeEntry now,
        String request,
        List<String> lines,
        List<String> objections,
        Optional<String> wayBack,
        boolean done) {}
