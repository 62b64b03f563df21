package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.app.rehearsal.chain.ledger.Ledger.PartialUpgradeEntry;
import io.lockstep.app.rehearsal.chain.ledger.Ledger.SoftwarePlan;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalMessage.CancelUpgrade;
import io.lockstep.chain.governance.ProposalMessage.Other;
import io.lockstep.chain.governance.ProposalMessage.PartialUpgrade;
import io.lockstep.chain.governance.ProposalMessage.SoftwareUpgrade;
import io.lockstep.chain.upgrade.Generation;
import java.util.Optional;

/// What the messages of a passed proposal do.
public final class ProposalMessages {
    private ProposalMessages() {}

    public static String typeUrl(ProposalMessage message) {
        return switch (message) {
            case PartialUpgrade _ -> "/inference.inference.MsgCreatePartialUpgrade";
            case SoftwareUpgrade _ -> "/cosmos.upgrade.v1beta1.MsgSoftwareUpgrade";
            case CancelUpgrade _ -> "/cosmos.upgrade.v1beta1.MsgCancelUpgrade";
            case Other(var type) -> type;
        };
    }

    static Ledger execute(Ledger ledger, ProposalMessage message, Generation generation, long at)
            throws Refusal {
        return switch (message) {
            case PartialUpgrade(long height, var version, var binaries) ->
                    ledger.withPartialUpgrade(
                            new PartialUpgradeEntry(
                                    height, version, binaries, name(generation, height, version)));
            case SoftwareUpgrade(var name, long height, var info) ->
                    schedule(ledger, new SoftwarePlan(name, height, info), at);
            case CancelUpgrade _ -> ledger.withPlan(Optional.empty());
            case Other _ -> ledger;
        };
    }

    private static Ledger schedule(Ledger ledger, SoftwarePlan plan, long at) throws Refusal {
        if (plan.height() < at) {
            throw new Refusal(
                    "sdk", 18, "upgrade cannot be scheduled in the past: invalid request");
        }
        if (ledger.appliedPlans().containsKey(plan.name())) {
            throw new Refusal(
                    "sdk",
                    18,
                    "upgrade with name %s has already been completed: invalid request"
                            .formatted(plan.name()));
        }
        return ledger.withPlan(Optional.of(plan));
    }

    private static String name(Generation generation, long height, String version) {
        return generation == Generation.R0
                ? ""
                : "PartialUpgrade at height %d for node version %s".formatted(height, version);
    }
}
