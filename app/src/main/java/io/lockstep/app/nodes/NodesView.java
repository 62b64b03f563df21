package io.lockstep.app.nodes;

import io.lockstep.chain.problem.Problem;
import java.util.List;
import java.util.Optional;

/// The API node and the MLNodes behind it.
///
/// @param apiNodes one entry for each MLNode registered at the API node
/// @param mlNodes one entry for each version route of the engine
/// @param apiProblem why the API node is not known, when it is not
/// @param api what the API node itself is
public record NodesView(
        Optional<Epoch> epoch,
        List<ApiNodeEntry> apiNodes,
        List<MlNode> mlNodes,
        Optional<Problem> apiProblem,
        Optional<ApiNode> api) {

    public NodesView(Optional<Epoch> epoch, List<ApiNodeEntry> apiNodes, List<MlNode> mlNodes) {
        this(epoch, apiNodes, mlNodes, Optional.empty(), Optional.empty());
    }

    public NodesView(
            Optional<Epoch> epoch,
            List<ApiNodeEntry> apiNodes,
            List<MlNode> mlNodes,
            Optional<Problem> apiProblem) {
        this(epoch, apiNodes, mlNodes, apiProblem, Optional.empty());
    }

    /// An MLNode as the API node has it registered.
    ///
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
            Optional<String> version,
            Standing standing) {

        public ApiNodeEntry(
                String id,
                String host,
                int inferencePort,
                int pocPort,
                String intendedStatus,
                String currentStatus,
                boolean enabled,
                List<Model> models,
                Optional<String> version) {
            this(
                    id,
                    host,
                    inferencePort,
                    pocPort,
                    intendedStatus,
                    currentStatus,
                    enabled,
                    models,
                    version,
                    Standing.UNKNOWN);
        }

        /// Host and ports, such as `inference:5000, 8080`.
        public String address() {
            return "%s:%d, %d".formatted(host, inferencePort, pocPort);
        }

        ApiNodeEntry reached(Way way) {
            return new ApiNodeEntry(
                    id,
                    host,
                    inferencePort,
                    pocPort,
                    intendedStatus,
                    currentStatus,
                    enabled,
                    models,
                    version,
                    standing.reached(way));
        }
    }

    /// A model with the arguments the API node starts it with.
    public record Model(String name, List<String> args) {}

    /// @param state STOPPED, POW, INFERENCE or TRAIN, as `/api/v1/state` says through the engine;
    ///   empty when it does not answer
    /// @param serving whether `/v1/models` or `/health` answers 200: the only proof that it serves
    /// @param direct the same question past the engine; empty where that is not asked
    public record MlNode(
            String version,
            Optional<String> state,
            boolean serving,
            Optional<String> problem,
            About about,
            Optional<Sight> direct) {

        public MlNode(
                String version, Optional<String> state, boolean serving, Optional<String> problem) {
            this(version, state, serving, problem, About.NOTHING, Optional.empty());
        }
    }

    /// What an MLNode tells of itself beside its state.
    ///
    /// @param pow proof of compute, such as GENERATING; empty while another service runs, which is
    ///   no fault
    /// @param model loaded now
    /// @param release as newer releases name themselves
    public record About(Optional<String> pow, Optional<String> model, Optional<String> release) {
        static final About NOTHING =
                new About(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// One look at an MLNode on one way.
    public record Sight(
            String address,
            Optional<String> state,
            boolean serving,
            Optional<String> problem,
            About about) {}
}
