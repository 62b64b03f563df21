package io.lockstep.chain.governance;

/// The life of a proposal; the REST names carry the prefix `PROPOSAL_STATUS_`.
public enum ProposalStatus {
    UNSPECIFIED,
    DEPOSIT_PERIOD,
    VOTING_PERIOD,
    PASSED,
    REJECTED,
    FAILED
}
