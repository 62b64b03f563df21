package io.lockstep.chain.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.http.Fields;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.rpc.BlockHeader;
import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.MlNodeVersion;
import io.lockstep.chain.upgrade.PartialUpgradeEntry;
import io.lockstep.chain.upgrade.SoftwarePlan;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a chain says about upgrades, through the REST gateway of one node (fact sheet, section 2).
/// The address may carry a path, as behind the public proxy. Methods block.
public final class RestClient {
    private static final String INFERENCE = "productscience/inference/inference/";
    private static final String UPGRADE = "cosmos/upgrade/v1beta1/";

    private final Gateway gateway;
    private final GovernanceClient governance;

    public RestClient(URI rest, JsonHttp http) {
        this(new Gateway(rest, http, Gateway.LIMITS));
    }

    RestClient(Gateway gateway) {
        this.gateway = gateway;
        this.governance = new GovernanceClient(gateway);
    }

    public GovernanceClient governance() {
        return governance;
    }

    /// All proposals, newest first, all pages; those in their voting period with the live tally.
    public List<Proposal> proposals() {
        return governance.proposals().stream()
                .map(proposal ->
                        proposal.status() == ProposalStatus.VOTING_PERIOD
                                ? proposal.counted(governance.tally(proposal.id()))
                                : proposal)
                .toList();
    }

    /// Scheduled partial upgrades, ascending by height.
    public List<PartialUpgradeEntry> partialUpgrades() {
        return gateway.all(INFERENCE + "partial_upgrade", "/partialUpgrade", RestClient::entry);
    }

    /// The entry of one height; gone from the block after it.
    public Optional<PartialUpgradeEntry> partialUpgrade(long height) {
        return gateway.find(
                INFERENCE + "partial_upgrade/" + height,
                Set.of(404),
                document -> entry(Fields.at(document, "/partialUpgrade")));
    }

    /// The pending software upgrade.
    public Optional<SoftwarePlan> currentPlan() {
        return gateway.read(UPGRADE + "current_plan", RestClient::plan);
    }

    private static Optional<SoftwarePlan> plan(JsonNode document) {
        var plan = document.at("/plan");
        if (plan.isNull()) {
            return Optional.empty();
        }
        return Optional.of(
                new SoftwarePlan(
                        Fields.text(plan, "/name"),
                        Fields.number(plan, "/height"),
                        Fields.words(plan, "/info")));
    }

    /// The height at which a software upgrade was handled; empty when it never was, or when its
    /// height was skipped by hand.
    public Optional<Long> appliedPlan(String name) {
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        var height =
                gateway.read(
                        UPGRADE + "applied_plan/" + encoded,
                        document -> Fields.number(document, "/height"));
        return Optional.of(height).filter(applied -> applied > 0);
    }

    /// What an account has of one denomination.
    public Coin balance(Address address, String denom) {
        return gateway.read(
                "cosmos/bank/v1beta1/balances/%s/by_denom?denom=%s"
                        .formatted(address, URLEncoder.encode(denom, StandardCharsets.UTF_8)),
                document -> ProposalReader.coin(Fields.at(document, "/balance")));
    }

    /// The header of a block, as the gateway knows it; empty for one it no longer has.
    ///
    /// @param which a height, or `latest`
    public Optional<BlockHeader> block(String which) {
        return gateway.find(
                "cosmos/base/tendermint/v1beta1/blocks/" + which,
                Set.of(400, 404, 500),
                document -> header(Fields.at(document, "/block/header")));
    }

    private static BlockHeader header(JsonNode header) {
        return new BlockHeader(
                Fields.text(header, "/chain_id"),
                Fields.height(header, "/height"),
                Fields.instant(header, "/time"));
    }

    /// R0 answers 501, R1 names a version, R2 may name an empty one (fact sheet, section 0.1).
    public MlNodeVersion mlNodeVersion() {
        var named =
                gateway.find(
                        INFERENCE + "mlnode_version",
                        Set.of(501),
                        document -> Fields.text(document, "/mlnode_version/current_version"));
        return named.map(RestClient::version)
                .orElseGet(() -> new MlNodeVersion(Generation.R0, Optional.empty()));
    }

    private static MlNodeVersion version(String named) {
        return named.isEmpty()
                ? new MlNodeVersion(Generation.R2, Optional.empty())
                : new MlNodeVersion(Generation.R1, Optional.of(named));
    }

    private static PartialUpgradeEntry entry(JsonNode node) {
        return new PartialUpgradeEntry(
                Fields.wish(node, "/height"),
                Fields.words(node, "/node_version"),
                Fields.words(node, "/api_binaries_json"));
    }
}
