package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.rehearsal.chain.ledger.Bech32;
import io.lockstep.app.rehearsal.chain.ledger.Ledger.PartialUpgradeEntry;
import io.lockstep.chain.upgrade.Generation;
import java.util.List;
import java.util.Map;

/// Upgrades of both kinds: of the chain's binary and of the MLNode version.
final class UpgradeAnswers {
    private static final String UPGRADE = "/cosmos/upgrade/v1beta1";
    private static final String INFERENCE = "/productscience/inference/inference";

    private final Templates templates;
    private final GovJson gov;

    UpgradeAnswers(Templates templates) {
        this.templates = templates;
        this.gov = new GovJson(templates);
    }

    void addTo(RestRoutes routes) {
        routes.on(UPGRADE + "/current_plan", this::currentPlan)
                .on(UPGRADE + "/applied_plan/*", this::appliedPlan)
                .on(UPGRADE + "/authority", call -> object().put("address", Bech32.GOV))
                .on(UPGRADE + "/module_versions", this::moduleVersions)
                .on(INFERENCE + "/partial_upgrade", this::partialUpgrades)
                .on(INFERENCE + "/partial_upgrade/*", this::partialUpgrade)
                .on(INFERENCE + "/mlnode_version", this::mlNodeVersion);
    }

    private JsonNode currentPlan(RestCall call) {
        var out = object();
        call.ledger()
                .plan()
                .ifPresentOrElse(
                        plan -> out.set("plan", gov.plan(plan)), () -> out.putNull("plan"));
        return out;
    }

    private JsonNode appliedPlan(RestCall call) {
        var height = call.ledger().appliedPlans().getOrDefault(call.text(0), 0L);
        return object().put("height", Long.toString(height));
    }

    private JsonNode moduleVersions(RestCall call) {
        return templates.shaped("module-versions", call.genesis().generation(), Map.of());
    }

    private JsonNode partialUpgrades(RestCall call) throws RestError {
        var entries = List.copyOf(call.ledger().partialUpgrades().values());
        return Page.cut(entries, entry -> Page.key(entry.height()), call.request())
                .json("partialUpgrade", this::entry);
    }

    private JsonNode partialUpgrade(RestCall call) throws RestError {
        var entry = call.ledger().partialUpgrades().get(call.number(0, "height"));
        if (entry == null) {
            throw RestError.notFound("not found");
        }
        var out = object();
        out.set("partialUpgrade", entry(entry));
        return out;
    }

    /// R0 does not know this path; the answer is how one tells it from its successors.
    private JsonNode mlNodeVersion(RestCall call) throws RestError {
        if (call.genesis().generation() == Generation.R0) {
            throw RestError.notImplemented();
        }
        var out = object();
        out.putObject("mlnode_version").put("current_version", call.ledger().mlNodeVersion());
        return out;
    }

    private JsonNode entry(PartialUpgradeEntry entry) {
        return templates.fill(
                "partial-upgrade",
                Map.of(
                        "height",
                        entry.height(),
                        "version",
                        entry.version(),
                        "binaries",
                        entry.binaries(),
                        "name",
                        entry.name()));
    }

    private ObjectNode object() {
        return templates.json().createObjectNode();
    }
}
