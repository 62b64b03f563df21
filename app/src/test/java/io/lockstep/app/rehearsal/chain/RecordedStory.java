package io.lockstep.app.rehearsal.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.rehearsal.chain.ledger.EpochRules;
import io.lockstep.app.rehearsal.chain.ledger.Genesis;
import io.lockstep.app.rehearsal.chain.ledger.GovernanceRules;
import io.lockstep.app.rehearsal.chain.ledger.ProposalDraft;
import io.lockstep.app.rehearsal.chain.ledger.Transaction;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.AddDeposit;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.CancelProposal;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.CastVote;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.SubmitProposal;
import io.lockstep.app.rehearsal.chain.ledger.Validator;
import io.lockstep.app.rehearsal.chain.ledger.VoteOption;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.governance.ProposalMessage.PartialUpgrade;
import io.lockstep.chain.governance.ProposalMessage.SoftwareUpgrade;
import io.lockstep.chain.upgrade.Generation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/// Plays on a simulated chain what happened on the recorded one: the same accounts, and the same
/// transactions in the same blocks. So the same requests must get the same answers.
final class RecordedStory implements AutoCloseable {
    private static final long POWER = 1_000_000;

    private final Recordings recordings;
    private final TreeMap<Long, List<Transaction>> script = new TreeMap<>();
    private final SimChain chain;

    RecordedStory(Generation generation) {
        this.recordings = new Recordings(generation);
        for (var row : recordings.index()) {
            if (row.file().startsWith("tx-") && row.status() == 200) {
                read(recordings.json(row.file()));
            }
        }
        var clock = InstantSource.fixed(Instant.parse("2026-11-23T23:42:41.940049675Z"));
        var config =
                SimChainConfig.rehearsal(generation, Duration.ofSeconds(1), clock)
                        .with(genesis(generation))
                        .byHand();
        this.chain = SimChain.start(config);
    }

    SimChain chain() {
        return chain;
    }

    Recordings recordings() {
        return recordings;
    }

    /// Up to a height, or to where the chain halts.
    void playUntil(long height) {
        while (chain.height() < height && !chain.halted()) {
            script.getOrDefault(chain.height() + 1, List.of()).forEach(chain::include);
            chain.produceBlock();
        }
    }

    void playToTheHalt() {
        playUntil(Long.MAX_VALUE);
    }

    @Override
    public void close() {
        chain.close();
    }

    private Genesis genesis(Generation generation) {
        var operator = row("account-info.json").path().replaceAll(".*/", "");
        var other = row("participant-unknown.json").path().replaceAll(".*/", "");
        var denomination =
                recordings
                        .json("gov-params-voting.json")
                        .at("/params/min_deposit/0/denom")
                        .asText();
        var url = recordings.json("participants.json").at("/participant/0/inference_url").asText();
        return new Genesis(
                generation,
                "lockstep-lab",
                1,
                denomination,
                List.of(
                        new Validator(
                                operator,
                                "node",
                                POWER,
                                Optional.of(url).filter(text -> !text.isEmpty()),
                                List.of())),
                List.of(other),
                GovernanceRules.lasting(
                        Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(15)),
                new EpochRules(300, 10, 2, 2, 6, 1),
                "v3.0.8");
    }

    private Recordings.Row row(String file) {
        return recordings.index().stream()
                .filter(row -> row.file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    private void read(JsonNode recorded) {
        long height = recorded.at("/tx_response/height").asLong();
        for (var message : recorded.at("/tx/body/messages")) {
            transaction(message)
                    .ifPresent(t -> script.computeIfAbsent(height, _ -> new ArrayList<>()).add(t));
        }
    }

    /// Nothing for what the control methods cannot say: another authority, another coin.
    private Optional<Transaction> transaction(JsonNode message) {
        var id = message.path("proposal_id").asLong();
        return switch (message.path("@type").asText()) {
            case "/cosmos.gov.v1.MsgSubmitProposal" -> submission(message);
            case "/cosmos.gov.v1.MsgDeposit" ->
                    Optional.of(
                            new AddDeposit(
                                    id,
                                    message.path("depositor").asText(),
                                    message.at("/amount/0/amount").asLong()));
            case "/cosmos.gov.v1.MsgVote", "/cosmos.gov.v1.MsgVoteWeighted" ->
                    Optional.of(
                            new CastVote(
                                    id, message.path("voter").asText(), options(message), POWER));
            case "/cosmos.gov.v1.MsgCancelProposal" ->
                    Optional.of(new CancelProposal(id, message.path("proposer").asText()));
            case "/cosmos.authz.v1beta1.MsgExec" -> transaction(message.at("/msgs/0"));
            default -> Optional.empty();
        };
    }

    private static List<VoteOption.Weighted> options(JsonNode message) {
        if (message.has("option")) {
            return List.of(new VoteOption.Weighted(option(message), BigDecimal.ONE));
        }
        return StreamSupport.stream(message.path("options").spliterator(), false)
                .map(o ->
                        new VoteOption.Weighted(
                                option(o), new BigDecimal(o.path("weight").asText())))
                .toList();
    }

    private static VoteOption option(JsonNode message) {
        return VoteOption.valueOf(message.path("option").asText().replace("VOTE_OPTION_", ""));
    }

    private static Optional<Transaction> submission(JsonNode message) {
        if (message.at("/initial_deposit/0/denom").asText().equals("stake")) {
            return Optional.empty();
        }
        var messages = new ArrayList<ProposalMessage>();
        for (var inner : message.path("messages")) {
            var authority = inner.path("authority").asText();
            if (authority.equals(message.path("proposer").asText())) {
                return Optional.empty();
            }
            messages.add(
                    inner.has("plan")
                            ? new SoftwareUpgrade(
                                    inner.at("/plan/name").asText(),
                                    inner.at("/plan/height").asLong(),
                                    inner.at("/plan/info").asText())
                            : new PartialUpgrade(
                                    inner.path("height").asLong(),
                                    inner.path("nodeVersion").asText(),
                                    inner.path("apiBinariesJson").asText()));
        }
        return Optional.of(
                new SubmitProposal(
                        new ProposalDraft(
                                messages,
                                message.path("title").asText(),
                                message.path("summary").asText(),
                                message.path("metadata").asText(),
                                message.path("proposer").asText(),
                                message.at("/initial_deposit/0/amount").asLong(),
                                message.path("expedited").asBoolean())));
    }
}
