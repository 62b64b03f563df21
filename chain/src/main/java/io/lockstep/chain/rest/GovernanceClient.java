package io.lockstep.chain.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.chain.governance.Ballot;
import io.lockstep.chain.governance.Deposit;
import io.lockstep.chain.governance.GovParams;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.Tally;
import io.lockstep.chain.http.Fields;
import io.lockstep.chain.http.JsonHttp;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The governance of a chain through the REST gateway of one node (fact sheet, section 2.4).
/// Methods block; lists are followed to their last page.
public final class GovernanceClient {
    private static final String GOV = "cosmos/gov/v1/";
    private static final String NEWEST_FIRST = GOV + "proposals?pagination.reverse=true";

    private final Gateway gateway;

    public GovernanceClient(URI rest, JsonHttp http) {
        this(new Gateway(rest, http, Gateway.LIMITS));
    }

    GovernanceClient(Gateway gateway) {
        this.gateway = gateway;
    }

    /// The rules in force now.
    public GovParams params() {
        return gateway.read(GOV + "params/voting", GovernanceClient::params);
    }

    private static GovParams params(JsonNode document) {
        var params = Fields.at(document, "/params");
        return new GovParams(
                ProposalReader.coins(params, "/min_deposit"),
                ProposalReader.coins(params, "/expedited_min_deposit"),
                Fields.duration(params, "/max_deposit_period"),
                Fields.duration(params, "/voting_period"),
                Fields.duration(params, "/expedited_voting_period"),
                Fields.decimal(params, "/quorum"),
                Fields.decimal(params, "/threshold"),
                Fields.decimal(params, "/expedited_threshold"),
                Fields.decimal(params, "/veto_threshold"),
                Fields.decimal(params, "/min_initial_deposit_ratio"),
                Fields.decimal(params, "/min_deposit_ratio"),
                Fields.decimal(params, "/proposal_cancel_ratio"),
                Fields.flag(params, "/burn_vote_quorum"),
                Fields.flag(params, "/burn_vote_veto"));
    }

    /// The power that a quorum is a share of: the tokens of all bonded validators. The staking pool
    /// holds nothing on these networks, where power comes from proof of compute (fact sheet,
    /// section 3.6).
    public BigInteger bondedPower() {
        return gateway
                .all(
                        "cosmos/staking/v1beta1/validators?status=BOND_STATUS_BONDED",
                        "/validators",
                        GovernanceClient::power)
                .stream()
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger power(JsonNode validator) {
        return Fields.words(validator, "/status").equals("BOND_STATUS_BONDED")
                ? Fields.whole(validator, "/tokens")
                : BigInteger.ZERO;
    }

    /// All proposals of that status, newest first.
    public List<Proposal> proposals(ProposalStatus status) {
        return gateway.all(
                NEWEST_FIRST + "&proposal_status=" + status.number(),
                "/proposals",
                ProposalReader::proposal);
    }

    /// The newest of those in their deposit period. Where nothing must be paid to make a proposal,
    /// anybody can make any number of them.
    List<Proposal> inDeposit(int limit) {
        return gateway.page(
                        NEWEST_FIRST
                                + "&proposal_status="
                                + ProposalStatus.DEPOSIT_PERIOD.number()
                                + "&pagination.limit="
                                + limit,
                        Optional.empty(),
                        "/proposals",
                        ProposalReader::proposal)
                .elements();
    }

    /// All proposals, newest first.
    public List<Proposal> proposals() {
        return gateway.all(NEWEST_FIRST, "/proposals", ProposalReader::proposal);
    }

    /// The newest proposals, counted; for the pages after it see `key`.
    Gateway.Page<Proposal> page(int limit, Optional<String> key) {
        return gateway.page(
                NEWEST_FIRST + "&pagination.count_total=true&pagination.limit=" + limit,
                key,
                "/proposals",
                ProposalReader::proposal);
    }

    /// Empty for one that never was, was cancelled, or whose deposit period ran out.
    public Optional<Proposal> proposal(long id) {
        return gateway.find(
                GOV + "proposals/" + id,
                Set.of(404),
                document -> ProposalReader.proposal(Fields.at(document, "/proposal")));
    }

    /// Live while voting, final afterwards.
    public Tally tally(long id) {
        return gateway.read(
                GOV + "proposals/" + id + "/tally",
                document -> ProposalReader.tally(Fields.at(document, "/tally")));
    }

    /// Those who voted; nobody once the voting has ended.
    public List<Ballot> votes(long id) {
        return gateway.all(GOV + "proposals/" + id + "/votes", "/votes", ProposalReader::ballot);
    }

    /// The vote of one account; a node answers 400 for one that did not vote.
    public Optional<Ballot> vote(long id, String voter) {
        return gateway.find(
                GOV + "proposals/" + id + "/votes/" + URLEncoder.encode(voter, UTF_8),
                Set.of(400, 404),
                document -> ProposalReader.ballot(Fields.at(document, "/vote")));
    }

    /// Those who deposited; nobody once the proposal has ended.
    public List<Deposit> deposits(long id) {
        return gateway.all(
                GOV + "proposals/" + id + "/deposits", "/deposits", ProposalReader::deposit);
    }
}
