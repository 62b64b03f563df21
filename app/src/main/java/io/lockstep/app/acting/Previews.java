package io.lockstep.app.acting;

import io.lockstep.app.settings.Settings;
import io.lockstep.chain.governance.NamedVersion;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.key.KeyEntry;
import io.lockstep.chain.key.Keystore;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.propose.ProposalCheck;
import io.lockstep.chain.propose.ProposalFacts;
import io.lockstep.chain.propose.ProposalFactsReader;
import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.tx.Draft;
import io.lockstep.chain.tx.Message;
import io.lockstep.chain.tx.send.GasPrice;
import io.lockstep.chain.tx.send.Pause;
import io.lockstep.chain.tx.send.Prepared;
import io.lockstep.chain.tx.send.RestTxNode;
import io.lockstep.chain.tx.send.TxNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Makes previews: what a wish becomes on this chain, checked, simulated and priced. Signs nothing.
final class Previews {
    /// What the chain's own program takes where no simulation is possible.
    private static final long GAS = 2_000_000;

    private final Settings settings;
    private final Keystore keys;
    private final VersionImages images;
    private final JsonHttp http;
    private final Clock clock;

    Previews(Settings settings, Keystore keys, VersionImages images, JsonHttp http, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.images = images;
        this.http = http;
        this.clock = clock;
    }

    Preview of(Wish wish) {
        return settings.chain()
                .rest()
                .map(rest -> asked(wish, rest))
                .orElseGet(() -> unasked(wish));
    }

    Address signer(Wish wish) {
        return keys.find(wish.from())
                .map(KeyEntry::address)
                .or(() -> Address.find(wish.from()))
                .orElseThrow(() -> Refusals.noSigner(wish.from()));
    }

    /// Its messages, neither priced nor timed.
    Draft bare(Wish wish, URI rest) {
        var signer = signer(wish);
        return wish.draft(signer, enough(facts(wish, signer, rest)));
    }

    private Preview asked(Wish wish, URI rest) {
        var signer = signer(wish);
        var node = new RestTxNode(rest, http);
        var chainId = chainId(node);
        var facts = facts(wish, signer, rest);
        var bare = wish.draft(signer, enough(facts));
        var shown =
                new Preview(
                        wish,
                        signer,
                        Optional.of(chainId),
                        inFile(wish, bare, node::leastGasPrice, () -> node.latest().time()),
                        node.account(signer),
                        Optional.empty(),
                        facts.map(known -> objections(wish, bare, known)).orElse(List.of()),
                        Optional.empty());
        return prepared(shown, bare, node);
    }

    /// The chain that the node is on, when it is the one the settings ask for.
    String chainId(TxNode node) {
        var found = node.chainId();
        settings.chain()
                .id()
                .filter(wanted -> !wanted.equals(found))
                .ifPresent(wanted -> {
                    throw Refusals.otherChain(wanted, found);
                });
        return found;
    }

    private Preview prepared(Preview shown, Draft bare, TxNode node) {
        var key = keys.find(shown.wish().from()).flatMap(KeyEntry::publicKey);
        var terms = shown.wish().manner().on(shown.chainId().orElseThrow());
        var sender = Sending.preparing(node, clock, Pause.real());
        try {
            return key.map(known -> with(shown, sender.prepare(bare, known, terms))).orElse(shown);
        } catch (ProblemException e) {
            return new Preview(
                    shown.wish(),
                    shown.signer(),
                    shown.chainId(),
                    shown.draft(),
                    shown.account(),
                    Optional.empty(),
                    shown.objections(),
                    Optional.of(e.problem()));
        }
    }

    private static Preview with(Preview shown, Prepared prepared) {
        return new Preview(
                shown.wish(),
                shown.signer(),
                shown.chainId(),
                prepared.draft(),
                shown.account(),
                Optional.of(prepared),
                shown.objections(),
                Optional.empty());
    }

    private Preview unasked(Wish wish) {
        var signer = signer(wish);
        var bare = wish.draft(signer, enough(Optional.empty()));
        return new Preview(
                wish,
                signer,
                settings.chain().id(),
                inFile(wish, bare, Optional::empty, clock::instant),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(Refusals.unchecked()));
    }

    private static Draft inFile(
            Wish wish, Draft bare, Supplier<Optional<GasPrice>> least, Supplier<Instant> now) {
        var manner = wish.manner();
        var price = manner.price().or(least).orElse(GasPrice.NOTHING);
        var priced = bare.with(price.fee(manner.gas().orElse(GAS)));
        return manner.lifetime()
                .map(lifetime -> priced.unorderedUntil(now.get().plus(lifetime)))
                .orElse(priced);
    }

    private Optional<ProposalFacts> facts(Wish wish, Address signer, URI rest) {
        return wish.act() instanceof Act.Proposal proposal
                ? Optional.of(
                        new ProposalFactsReader(rest, http)
                                .read(
                                        wish.actor(signer),
                                        proposal.proposed(),
                                        proposal.terms().expedited()))
                : Optional.empty();
    }

    private static Supplier<List<Coin>> enough(Optional<ProposalFacts> facts) {
        return () -> facts.map(ProposalFacts::minDeposit).orElseThrow(Refusals::noDeposit);
    }

    private List<String> objections(Wish wish, Draft bare, ProposalFacts facts) {
        var found =
                bare.messages().stream()
                        .flatMap(Previews::inner)
                        .filter(Message.SubmitProposal.class::isInstance)
                        .map(Message.SubmitProposal.class::cast)
                        .flatMap(proposal -> ProposalCheck.objections(proposal, facts).stream());
        return Stream.concat(found, version(wish.act()).flatMap(images::objection).stream())
                .toList();
    }

    private static Optional<String> version(Act act) {
        return switch (act) {
            case Act.NodeVersion(var version, _, _) -> Optional.of(version);
            case Act.SoftwareUpgrade(_, _, var info, _) -> NamedVersion.ofJson(info);
            case Act.Vote _, Act.Fund _, Act.Cancel _ -> Optional.empty();
        };
    }

    private static Stream<Message> inner(Message message) {
        return message instanceof Message.Exec(_, var inner) ? inner.stream() : Stream.of(message);
    }
}
