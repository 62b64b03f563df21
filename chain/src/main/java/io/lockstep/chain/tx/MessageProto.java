package io.lockstep.chain.tx;

import com.google.protobuf.Any;
import com.google.protobuf.MessageLite;
import io.lockstep.chain.proto.MsgCancelProposal;
import io.lockstep.chain.proto.MsgCancelUpgrade;
import io.lockstep.chain.proto.MsgCreatePartialUpgrade;
import io.lockstep.chain.proto.MsgDeposit;
import io.lockstep.chain.proto.MsgExec;
import io.lockstep.chain.proto.MsgSoftwareUpgrade;
import io.lockstep.chain.proto.MsgSubmitProposal;
import io.lockstep.chain.proto.MsgVote;
import io.lockstep.chain.proto.MsgVoteWeighted;
import io.lockstep.chain.proto.Plan;
import io.lockstep.chain.proto.WeightedVoteOption;

/// Writes messages as the chain's bytes.
final class MessageProto {
    private MessageProto() {}

    static Any any(Message message) {
        return switch (message) {
            case Message.SubmitProposal submit -> any(TypeUrl.SUBMIT_PROPOSAL, submit(submit));
            case Message.Vote vote -> any(TypeUrl.VOTE, vote(vote));
            case Message.VoteWeighted vote -> any(TypeUrl.VOTE_WEIGHTED, weighted(vote));
            case Message.Deposit deposit -> any(TypeUrl.DEPOSIT, deposit(deposit));
            case Message.CancelProposal(var id, var proposer) ->
                    any(
                            TypeUrl.CANCEL_PROPOSAL,
                            MsgCancelProposal.newBuilder()
                                    .setProposalId(id)
                                    .setProposer(proposer)
                                    .build());
            case Message.Exec exec -> any(TypeUrl.EXEC, exec(exec));
        };
    }

    static Any any(Proposed proposed) {
        return switch (proposed) {
            case Proposed.PartialUpgrade(var authority, var height, var version, var binaries) ->
                    any(
                            TypeUrl.PARTIAL_UPGRADE,
                            MsgCreatePartialUpgrade.newBuilder()
                                    .setAuthority(authority)
                                    .setHeight(height)
                                    .setNodeVersion(version)
                                    .setApiBinariesJson(binaries)
                                    .build());
            case Proposed.SoftwareUpgrade(var authority, var name, var height, var info) ->
                    any(
                            TypeUrl.SOFTWARE_UPGRADE,
                            MsgSoftwareUpgrade.newBuilder()
                                    .setAuthority(authority)
                                    .setPlan(
                                            Plan.newBuilder()
                                                    .setName(name)
                                                    .setHeight(height)
                                                    .setInfo(info))
                                    .build());
            case Proposed.CancelUpgrade(var authority) ->
                    any(
                            TypeUrl.CANCEL_UPGRADE,
                            MsgCancelUpgrade.newBuilder().setAuthority(authority).build());
        };
    }

    static Any any(String type, MessageLite value) {
        return Any.newBuilder().setTypeUrl(type).setValue(value.toByteString()).build();
    }

    static io.lockstep.chain.proto.Coin coin(Coin coin) {
        return io.lockstep.chain.proto.Coin.newBuilder()
                .setDenom(coin.denom())
                .setAmount(coin.amount().toString())
                .build();
    }

    private static MsgSubmitProposal submit(Message.SubmitProposal submit) {
        var built =
                MsgSubmitProposal.newBuilder()
                        .setProposer(submit.proposer())
                        .setMetadata(submit.metadata())
                        .setTitle(submit.title())
                        .setSummary(submit.summary())
                        .setExpedited(submit.expedited());
        submit.messages().forEach(proposed -> built.addMessages(any(proposed)));
        submit.initialDeposit().forEach(coin -> built.addInitialDeposit(coin(coin)));
        return built.build();
    }

    private static MsgVote vote(Message.Vote vote) {
        return MsgVote.newBuilder()
                .setProposalId(vote.proposalId())
                .setVoter(vote.voter())
                .setOption(option(vote.option()))
                .setMetadata(vote.metadata())
                .build();
    }

    private static MsgVoteWeighted weighted(Message.VoteWeighted vote) {
        var built =
                MsgVoteWeighted.newBuilder()
                        .setProposalId(vote.proposalId())
                        .setVoter(vote.voter())
                        .setMetadata(vote.metadata());
        for (var share : vote.options()) {
            built.addOptions(
                    WeightedVoteOption.newBuilder()
                            .setOption(option(share.option()))
                            .setWeight(share.text()));
        }
        return built.build();
    }

    private static MsgDeposit deposit(Message.Deposit deposit) {
        var built =
                MsgDeposit.newBuilder()
                        .setProposalId(deposit.proposalId())
                        .setDepositor(deposit.depositor());
        deposit.amount().forEach(coin -> built.addAmount(coin(coin)));
        return built.build();
    }

    private static MsgExec exec(Message.Exec exec) {
        var built = MsgExec.newBuilder().setGrantee(exec.grantee());
        exec.messages().forEach(message -> built.addMsgs(any(message)));
        return built.build();
    }

    private static io.lockstep.chain.proto.VoteOption option(VoteOption option) {
        return io.lockstep.chain.proto.VoteOption.valueOf(option.onChain());
    }
}
