package io.lockstep.chain.governance;

/// What a proposal would do, as far as it concerns MLNodes.
public sealed interface ProposalMessage {

    /// The height from which on it counts; zero for what has none.
    default long effectHeight() {
        return switch (this) {
            case PartialUpgrade(var height, _, _) -> height;
            case SoftwareUpgrade(_, var height, _) -> height;
            case CancelUpgrade _, Other _ -> 0;
        };
    }

    /// A new MLNode version from a height on. The version is free text from the chain: hostile
    /// until proven otherwise.
    record PartialUpgrade(long height, String nodeVersion, String apiBinariesJson)
            implements ProposalMessage {}

    /// A halt of the chain for a new binary; `info` is often JSON and may name a `node_version`.
    record SoftwareUpgrade(String name, long height, String info) implements ProposalMessage {}

    /// Takes back the pending software upgrade.
    record CancelUpgrade() implements ProposalMessage {}

    /// Anything else, by its type URL.
    record Other(String type) implements ProposalMessage {}
}
