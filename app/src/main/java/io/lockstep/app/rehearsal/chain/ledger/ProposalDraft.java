package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalMessage.PartialUpgrade;
import io.lockstep.chain.governance.ProposalMessage.SoftwareUpgrade;
import java.util.List;

/// A proposal as somebody writes it.
///
/// @param deposit initial deposit in the base denomination
public record ProposalDraft(
        List<ProposalMessage> messages,
        String title,
        String summary,
        String metadata,
        String proposer,
        long deposit,
        boolean expedited) {

    public ProposalDraft {
        messages = List.copyOf(messages);
    }

    /// A new MLNode version from a height on, with the whole deposit paid.
    public static ProposalDraft partialUpgrade(String version, long height) {
        return of(
                new PartialUpgrade(height, version, ""),
                "MLNode " + version,
                "Switch MLNode to " + version + " at " + height);
    }

    /// A halt of the chain for a new binary.
    public static ProposalDraft softwareUpgrade(String name, long height, String info) {
        return of(
                new SoftwareUpgrade(name, height, info),
                "Release " + name,
                "Upgrade the chain to " + name + " at " + height);
    }

    /// Words only.
    public static ProposalDraft text(String title, String summary) {
        return new ProposalDraft(
                List.of(), title, summary, "text", Bech32.addressFor("proposer"), 1_000, false);
    }

    private static ProposalDraft of(ProposalMessage message, String title, String summary) {
        return new ProposalDraft(
                List.of(message), title, summary, "", Bech32.addressFor("proposer"), 1_000, false);
    }

    public ProposalDraft by(String proposer) {
        return new ProposalDraft(messages, title, summary, metadata, proposer, deposit, expedited);
    }

    public ProposalDraft depositing(long deposit) {
        return new ProposalDraft(messages, title, summary, metadata, proposer, deposit, expedited);
    }

    public ProposalDraft asExpedited() {
        return new ProposalDraft(messages, title, summary, metadata, proposer, deposit, true);
    }
}
