package io.lockstep.app.nodes;

import io.lockstep.chain.problem.Problem;
import java.util.List;
import java.util.Optional;

/// The API node and the MLNodes behind it.
///
/// @param apiNodes one entry for each MLNode registered at the API node
/// @param mlNodes one entry for each version route of the engine, asked through the engine
/// @param apiProblem why the API node is not known, when it is not
public record NodesView(
        Optional<Epoch> epoch,
        List<ApiNodeEntry> apiNodes,
        List<MlNode> mlNodes,
        Optional<Problem> apiProblem) {

    public NodesView(Optional<Epoch> epoch, List<ApiNodeEntry> apiNodes, List<MlNode> mlNodes) {
        this(epoch, apiNodes, mlNodes, Optional.empty());
    }

    /// Heights of the epoch the API node works in; see the fact sheet, section 2.7.
    public record Epoch(
            long index,
            String phase,
            long blockHeight,
            long pocStart,
            long pocEnd,
            long nextPocStart) {}

    /// @param version the node's version on R0, where nodes carry one
    public record ApiNodeEntry(
            String id,
            String host,
            int inferencePort,
            int pocPort,
            String intendedStatus,
            String currentStatus,
            boolean enabled,
            List<Model> models,
            Optional<String> version) {}

    /// A model with the arguments the API node starts it with.
    public record Model(String name, List<String> args) {}

    /// @param state STOPPED, POW, INFERENCE or TRAIN, as `/api/v1/state` says; empty when it does
    ///   not answer
    /// @param serving whether `/v1/models` or `/health` answers 200: the only proof that it serves
    public record MlNode(
            String version, Optional<String> state, boolean serving, Optional<String> problem) {}
}
