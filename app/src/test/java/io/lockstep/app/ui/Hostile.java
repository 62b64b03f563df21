package io.lockstep.app.ui;

import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.governance.GovernanceView;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.Tally;
import io.lockstep.chain.tx.Coin;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What strangers write into a chain to break a window.
final class Hostile {
    private Hostile() {}

    static Snapshot scene() {
        return with(
                List.of(
                        proposal(
                                41,
                                ProposalStatus.VOTING_PERIOD,
                                "\u202eReversed\u0007 title \u001b[31m " + "long ".repeat(2000),
                                new ProposalMessage.PartialUpgrade(
                                        1_310_000, "v3\u0000.0\n.12/" + "x".repeat(400), "")),
                        proposal(
                                40,
                                ProposalStatus.DEPOSIT_PERIOD,
                                "עברית ועוד כמה מילים \u2067 ערבית",
                                new ProposalMessage.SoftwareUpgrade(
                                        "\u200b\u200b\u202e0.1.0v", Long.MAX_VALUE, "{")),
                        proposal(
                                39,
                                ProposalStatus.FAILED,
                                "",
                                new ProposalMessage.Other("/" + "a.".repeat(500) + "Msg"))));
    }

    /// As many proposals as a long history has, all of them still open.
    static Snapshot many(int count) {
        List<Proposal> proposals = new ArrayList<>();
        for (var i = count; i > 0; i--) {
            proposals.add(
                    proposal(
                            i,
                            ProposalStatus.VOTING_PERIOD,
                            "Proposal number " + i,
                            new ProposalMessage.PartialUpgrade(1_300_000L + i, "v3.1." + i, "")));
        }
        return with(proposals);
    }

    private static Snapshot with(List<Proposal> proposals) {
        var armed = Scenes.watched(Scenes.armed());
        var view = armed.governance().latest().orElseThrow();
        return armed.withGovernance(
                Scenes.NOW,
                new Reading.Live<>(
                        new GovernanceView(
                                view.params(),
                                view.bonded(),
                                proposals,
                                Set.of(),
                                Map.of(),
                                proposals.size(),
                                true),
                        Scenes.NOW,
                        "http://node-a:8000/chain-api/"));
    }

    private static Proposal proposal(
            long id, ProposalStatus status, String title, ProposalMessage message) {
        return new Proposal(
                id,
                title,
                title,
                "ipfs://" + title,
                "gonka1\u202e" + "z".repeat(200),
                status,
                true,
                List.of(message),
                List.of(new Coin("ngonka", new BigInteger("9".repeat(60)))),
                Optional.of(Scenes.NOW.minus(Duration.ofHours(20))),
                Optional.of(Scenes.NOW.minusSeconds(9)),
                Optional.of(Scenes.NOW.minus(Duration.ofHours(20))),
                Optional.of(Scenes.NOW.plus(Duration.ofHours(28))),
                new Tally(
                        new BigInteger("9".repeat(40)),
                        BigInteger.ZERO,
                        BigInteger.ONE,
                        BigInteger.TEN),
                title);
    }
}
