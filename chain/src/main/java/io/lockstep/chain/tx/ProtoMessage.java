package io.lockstep.chain.tx;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.lockstep.chain.proto.MsgCancelProposal;
import io.lockstep.chain.proto.MsgCancelUpgrade;
import io.lockstep.chain.proto.MsgCreatePartialUpgrade;
import io.lockstep.chain.proto.MsgDeposit;
import io.lockstep.chain.proto.MsgExec;
import io.lockstep.chain.proto.MsgSoftwareUpgrade;
import io.lockstep.chain.proto.MsgSubmitProposal;
import io.lockstep.chain.proto.MsgVote;
import io.lockstep.chain.proto.MsgVoteWeighted;
import io.lockstep.chain.proto.WeightedVoteOption;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Reads messages from the chain's bytes: the way back from [MessageProto].
final class ProtoMessage {
    private ProtoMessage() {}

    /// @throws io.lockstep.chain.problem.ProblemException for a type that is not one of ours
    static Message message(Any any) throws InvalidProtocolBufferException {
        var value = any.getValue();
        return switch (any.getTypeUrl()) {
            case TypeUrl.SUBMIT_PROPOSAL -> submit(MsgSubmitProposal.parseFrom(value));
            case TypeUrl.VOTE -> vote(MsgVote.parseFrom(value));
            case TypeUrl.VOTE_WEIGHTED -> weighted(MsgVoteWeighted.parseFrom(value));
            case TypeUrl.DEPOSIT -> deposit(MsgDeposit.parseFrom(value));
            case TypeUrl.CANCEL_PROPOSAL -> {
                var cancel = MsgCancelProposal.parseFrom(value);
                yield new Message.CancelProposal(cancel.getProposalId(), cancel.getProposer());
            }
            case TypeUrl.EXEC -> exec(MsgExec.parseFrom(value));
            default -> throw TxProblems.unknown(any.getTypeUrl());
        };
    }

    static List<Coin> coins(List<io.lockstep.chain.proto.Coin> coins) {
        return coins.stream()
                .map(coin -> new Coin(coin.getDenom(), amount(coin.getAmount())))
                .toList();
    }

    private static BigInteger amount(String text) {
        if (!text.matches("[0-9]{1,78}")) {
            throw TxProblems.amount(text);
        }
        return new BigInteger(text);
    }

    private static Message submit(MsgSubmitProposal submit) throws InvalidProtocolBufferException {
        List<Proposed> proposed = new ArrayList<>();
        for (var any : submit.getMessagesList()) {
            proposed.add(proposed(any));
        }
        return new Message.SubmitProposal(
                proposed,
                coins(submit.getInitialDepositList()),
                submit.getProposer(),
                submit.getMetadata(),
                submit.getTitle(),
                submit.getSummary(),
                submit.getExpedited());
    }

    private static Proposed proposed(Any any) throws InvalidProtocolBufferException {
        var value = any.getValue();
        return switch (any.getTypeUrl()) {
            case TypeUrl.PARTIAL_UPGRADE -> {
                var partial = MsgCreatePartialUpgrade.parseFrom(value);
                yield new Proposed.PartialUpgrade(
                        partial.getAuthority(),
                        partial.getHeight(),
                        partial.getNodeVersion(),
                        partial.getApiBinariesJson());
            }
            case TypeUrl.SOFTWARE_UPGRADE -> {
                var upgrade = MsgSoftwareUpgrade.parseFrom(value);
                var plan = upgrade.getPlan();
                yield new Proposed.SoftwareUpgrade(
                        upgrade.getAuthority(), plan.getName(), plan.getHeight(), plan.getInfo());
            }
            case TypeUrl.CANCEL_UPGRADE ->
                    new Proposed.CancelUpgrade(MsgCancelUpgrade.parseFrom(value).getAuthority());
            default -> throw TxProblems.unknown(any.getTypeUrl());
        };
    }

    private static Message vote(MsgVote vote) {
        return new Message.Vote(
                vote.getProposalId(),
                vote.getVoter(),
                option(vote.getOption().name()),
                vote.getMetadata());
    }

    private static Message weighted(MsgVoteWeighted vote) {
        return new Message.VoteWeighted(
                vote.getProposalId(),
                vote.getVoter(),
                Votes.whole(vote.getOptionsList().stream().map(ProtoMessage::share).toList()),
                vote.getMetadata());
    }

    private static WeightedOption share(WeightedVoteOption share) {
        return new WeightedOption(option(share.getOption().name()), weight(share.getWeight()));
    }

    static BigDecimal weight(String text) {
        if (!text.matches("[01](\\.[0-9]{1,18})?")) {
            throw TxProblems.file("a vote has the weight \"%s\"".formatted(text));
        }
        return new BigDecimal(text);
    }

    static VoteOption option(String name) {
        return VoteOption.ofChain(name)
                .orElseThrow(() -> TxProblems.file("a vote has no option %s".formatted(name)));
    }

    private static Message deposit(MsgDeposit deposit) {
        return new Message.Deposit(
                deposit.getProposalId(), deposit.getDepositor(), coins(deposit.getAmountList()));
    }

    private static Message exec(MsgExec exec) throws InvalidProtocolBufferException {
        List<Message> messages = new ArrayList<>();
        for (var any : exec.getMsgsList()) {
            messages.add(message(any));
        }
        return new Message.Exec(exec.getGrantee(), messages);
    }
}
