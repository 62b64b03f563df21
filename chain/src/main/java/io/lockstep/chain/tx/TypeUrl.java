package io.lockstep.chain.tx;

/// The names under which the chain knows messages (fact sheet, section 3.2).
final class TypeUrl {
    static final String SUBMIT_PROPOSAL = "/cosmos.gov.v1.MsgSubmitProposal";
    static final String VOTE = "/cosmos.gov.v1.MsgVote";
    static final String VOTE_WEIGHTED = "/cosmos.gov.v1.MsgVoteWeighted";
    static final String DEPOSIT = "/cosmos.gov.v1.MsgDeposit";
    static final String CANCEL_PROPOSAL = "/cosmos.gov.v1.MsgCancelProposal";
    static final String EXEC = "/cosmos.authz.v1beta1.MsgExec";
    static final String PARTIAL_UPGRADE = "/inference.inference.MsgCreatePartialUpgrade";
    static final String SOFTWARE_UPGRADE = "/cosmos.upgrade.v1beta1.MsgSoftwareUpgrade";
    static final String CANCEL_UPGRADE = "/cosmos.upgrade.v1beta1.MsgCancelUpgrade";
    static final String PUBLIC_KEY = "/cosmos.crypto.secp256k1.PubKey";

    private TypeUrl() {}
}
