package io.lockstep.chain.governance;

/// The life of a proposal; the REST names carry the prefix `PROPOSAL_STATUS_`.
public enum ProposalStatus {
    UNSPECIFIED(0),
    DEPOSIT_PERIOD(1),
    VOTING_PERIOD(2),
    PASSED(3),
    REJECTED(4),
    FAILED(5);

    private final int number;

    ProposalStatus(int number) {
        this.number = number;
    }

    /// As protobuf numbers it; a filter by number works on every release.
    public int number() {
        return number;
    }
}
