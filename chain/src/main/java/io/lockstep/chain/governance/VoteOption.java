package io.lockstep.chain.governance;

/// What can be voted; the REST names carry the prefix `VOTE_OPTION_`.
public enum VoteOption {
    UNSPECIFIED,
    YES,
    ABSTAIN,
    NO,
    NO_WITH_VETO
}
