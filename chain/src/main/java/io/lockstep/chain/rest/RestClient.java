package io.lockstep.chain.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.Tally;
import io.lockstep.chain.http.Fields;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.MlNodeVersion;
import io.lockstep.chain.upgrade.PartialUpgradeEntry;
import io.lockstep.chain.upgrade.SoftwarePlan;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The REST gateway of one chain node (fact sheet, section 2). The address may carry a path, as
/// behind the public proxy. Methods block.
public final class RestClient {
    private static final String INFERENCE = "productscience/inference/inference/";
    private static final int MOST_PAGES = 200;

    private final URI rest;
    private final JsonHttp http;

    public RestClient(URI rest, JsonHttp http) {
        this.rest = rest;
        this.http = http;
    }

    /// All proposals, newest first, all pages; those in their voting period with the live tally.
    public List<Proposal> proposals() {
        List<Proposal> proposals = new ArrayList<>();
        var page = "";
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            var document = get("cosmos/gov/v1/proposals?pagination.reverse=true" + page);
            document.at("/proposals").forEach(node -> proposals.add(withTally(node)));
            var next = document.at("/pagination/next_key");
            if (next.isNull() || next.isMissingNode() || next.asText().isEmpty()) {
                break;
            }
            page = "&pagination.key=" + URLEncoder.encode(next.asText(), StandardCharsets.UTF_8);
        }
        return List.copyOf(proposals);
    }

    /// Scheduled partial upgrades, ascending by height.
    public List<PartialUpgradeEntry> partialUpgrades() {
        List<PartialUpgradeEntry> entries = new ArrayList<>();
        get(INFERENCE + "partial_upgrade")
                .at("/partialUpgrade")
                .forEach(node ->
                        entries.add(
                                new PartialUpgradeEntry(
                                        Fields.number(node, "/height"),
                                        node.at("/node_version").asText(""))));
        return List.copyOf(entries);
    }

    /// The pending software upgrade.
    public Optional<SoftwarePlan> currentPlan() {
        var plan = get("cosmos/upgrade/v1beta1/current_plan").at("/plan");
        if (!plan.isObject()) {
            return Optional.empty();
        }
        return Optional.of(
                new SoftwarePlan(
                        Fields.text(plan, "/name"),
                        Fields.number(plan, "/height"),
                        plan.at("/info").asText("")));
    }

    /// R0 answers 501, R1 names a version, R2 may name an empty one (fact sheet, section 0.1).
    public MlNodeVersion mlNodeVersion() {
        var answer = http.get(address(INFERENCE + "mlnode_version"));
        if (answer.status() == 501) {
            return new MlNodeVersion(Generation.R0, Optional.empty());
        }
        var version =
                accepted(INFERENCE + "mlnode_version", answer)
                        .at("/mlnode_version/current_version")
                        .asText("");
        return version.isEmpty()
                ? new MlNodeVersion(Generation.R2, Optional.empty())
                : new MlNodeVersion(Generation.R1, Optional.of(version));
    }

    private Proposal withTally(JsonNode node) {
        var tally = ProposalReader.tally(node.at("/final_tally_result"));
        var proposal = ProposalReader.read(node, tally);
        return proposal.status() == ProposalStatus.VOTING_PERIOD
                ? ProposalReader.read(node, liveTally(proposal.id()))
                : proposal;
    }

    private Tally liveTally(long id) {
        return ProposalReader.tally(get("cosmos/gov/v1/proposals/" + id + "/tally").at("/tally"));
    }

    private JsonNode get(String path) {
        return accepted(path, http.get(address(path)));
    }

    private URI address(String path) {
        var base = rest.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + path);
    }

    private JsonNode accepted(String path, JsonHttp.Answer answer) {
        if (answer.status() == 200) {
            return answer.body();
        }
        var what = "%s answered %s with status %d".formatted(rest, path, answer.status());
        throw new ProblemException(
                switch (answer.status()) {
                    case 501 ->
                            new Problem(
                                    "rest.notImplemented",
                                    what + ": this node does not know the path.",
                                    "Heights are still followed.",
                                    "Check that the address is the REST address of a Gonka node.");
                    case 502, 503, 504 ->
                            new Problem(
                                    "rest.unavailable",
                                    what + ": the node behind it is down.",
                                    "Heights are still followed.",
                                    "Around a software upgrade this passes by itself.");
                    default ->
                            new Problem(
                                    "rest.refused",
                                    what
                                            + ": "
                                            + answer.body().at("/message").asText("no reason")
                                            + ".",
                                    "Heights are still followed.",
                                    "Check the REST address.");
                });
    }
}
