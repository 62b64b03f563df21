package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.app.rehearsal.chain.ledger.Outcome.Effect;
import io.lockstep.chain.tx.SignedTx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Executes transactions: what is asked of the whole first, then its messages, all or none. A pure
/// function of ledger, transaction and block.
public final class Delivery {
    private final Genesis genesis;
    private final Ante ante;
    private final Governance governance;

    public Delivery(Genesis genesis) {
        this.genesis = genesis;
        this.ante = new Ante(genesis);
        this.governance = new Governance(genesis);
    }

    public Outcome deliver(Ledger before, Submission submission, Moment at) {
        return switch (submission) {
            case Submission.Spoken(var message) -> spoken(before, message, at);
            case Submission.Broadcast(var tx) -> broadcast(before, tx, at);
        };
    }

    /// What would become of it, as its sender asks before it signs.
    public Outcome simulate(Ledger before, SignedTx tx, Moment at) throws Refusal {
        var envelope = Envelope.of(tx, genesis.denomination());
        return executed(ante.simulate(before, tx, at), envelope, at, Long.MAX_VALUE);
    }

    private Outcome spoken(Ledger before, Transaction message, Moment at) {
        var sender = before.account(message.sender());
        return executed(
                before.withAccount(sender.next()),
                Envelope.spoken(message, sender.sequence()),
                at,
                Long.MAX_VALUE);
    }

    private Outcome broadcast(Ledger before, SignedTx tx, Moment at) {
        var envelope = Envelope.of(tx, genesis.denomination());
        try {
            return executed(ante.admit(before, tx, at), envelope, at, envelope.gasWanted());
        } catch (Refusal refusal) {
            return new Outcome(
                    before, envelope, List.of(), Optional.of(refusal), refusedGas(envelope));
        }
    }

    private Outcome executed(Ledger charged, Envelope envelope, Moment at, long limit) {
        var effects = new ArrayList<Effect>();
        var after = charged;
        try {
            for (var message : envelope.messages()) {
                var done = governance.perform(after, message, at);
                effects.add(done.effect());
                after = done.ledger();
            }
            var used = 30_000 + 250 * envelope.size();
            if (used > limit) {
                throw Ante.outOfGas("WriteFlat", limit, used);
            }
            return new Outcome(after, envelope, effects, Optional.empty(), used);
        } catch (Refusal refusal) {
            var index =
                    refusal.code() == 11 && refusal.codespace().equals("sdk") ? -1 : effects.size();
            return new Outcome(
                    charged,
                    envelope,
                    List.of(),
                    Optional.of(index < 0 ? refusal : refusal.ofMessage(index)),
                    Math.min(limit, refusedGas(envelope)));
        }
    }

    private static long refusedGas(Envelope envelope) {
        return 20_000 + 60 * envelope.size();
    }
}
