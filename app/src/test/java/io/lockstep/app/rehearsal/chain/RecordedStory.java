package io.lockstep.app.rehearsal.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.rehearsal.chain.ledger.Bech32;
import io.lockstep.app.rehearsal.chain.ledger.EpochRules;
import io.lockstep.app.rehearsal.chain.ledger.Genesis;
import io.lockstep.app.rehearsal.chain.ledger.GovernanceRules;
import io.lockstep.app.rehearsal.chain.ledger.ProposalDraft;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.Allow;
import io.lockstep.app.rehearsal.chain.ledger.Transaction.SubmitProposal;
import io.lockstep.app.rehearsal.chain.ledger.Validator;
import io.lockstep.chain.governance.ProposalMessage;
import io.lockstep.chain.tx.Fee;
import io.lockstep.chain.tx.Message;
import io.lockstep.chain.tx.Proposed;
import io.lockstep.chain.tx.SignedTx;
import io.lockstep.chain.tx.TxDecoder;
import io.lockstep.chain.tx.TxJson;
import io.lockstep.chain.upgrade.Generation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;

/// Plays on a simulated chain what happened on the recorded one: the same accounts, and the very
/// transactions, signatures and all, in the same blocks. So the same requests must get the same
/// answers.
final class RecordedStory implements AutoCloseable {
    private static final String CHAIN_ID = "lockstep-lab";
    private static final long POWER = 1_000_000;

    private final Recordings recordings;
    private final TreeMap<Long, List<Runnable>> script = new TreeMap<>();
    private final TreeMap<Long, String> accounts = new TreeMap<>();
    private final SimChain chain;

    RecordedStory(Generation generation) {
        this.recordings = new Recordings(generation);
        accounts.put(1L, row("participant-unknown.json").path().replaceAll(".*/", ""));
        for (var row : recordings.index()) {
            if (row.file().startsWith("tx-") && row.status() == 200) {
                read(recordings.json(row.file()));
            }
        }
        scene(row("simulate.json").height().orElseThrow() + 1).add(this::broadcastOffline);
        recordings.lines("ws-tx-gov.jsonl").forEach(this::readUnordered);
        var first =
                recordings
                        .json("rpc-status.json")
                        .at("/result/sync_info/earliest_block_time")
                        .asText();
        var clock = InstantSource.fixed(Instant.parse(first));
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
            script.getOrDefault(chain.height() + 1, List.of()).forEach(Runnable::run);
            chain.produceBlock();
        }
    }

    void playToTheHalt() {
        playUntil(Long.MAX_VALUE);
    }

    /// What was posted to get a recorded answer: the transaction that was signed offline, or the
    /// same with a mistake.
    String posted(String file) {
        var bytes =
                switch (file) {
                    case "simulate-garbage.json", "broadcast-garbage.json" ->
                            Base64.getEncoder().encodeToString("garbage".getBytes(UTF_8));
                    case "broadcast-sequence-ahead.json" -> altered(29, 2_000_000);
                    case "broadcast-sequence-behind.json" -> altered(1, 2_000_000);
                    case "broadcast-other-chain-id.json" -> altered(24, 2_000_000);
                    case "broadcast-out-of-gas.json" -> altered(24, 1_000);
                    default -> offline();
                };
        return "{\"tx_bytes\":\"%s\",\"mode\":\"BROADCAST_MODE_SYNC\"}".formatted(bytes);
    }

    @Override
    public void close() {
        chain.close();
    }

    /// The one transaction that is known by its event only.
    private void readUnordered(JsonNode event) {
        var hash = recordings.json("cli-vote-unordered.json").at("/txhash").asText();
        var found = event.at("/result/data/value/TxResult");
        if (event.at("/result/events/tx.hash/0").asText().equals(hash)) {
            var bytes = Base64.getDecoder().decode(found.at("/tx").asText());
            scene(found.at("/height").asLong())
                    .add(() -> assertThat(chain.broadcast(bytes).refusal()).isEmpty());
        }
    }

    /// Unless the test has posted it before.
    private void broadcastOffline() {
        var _ = chain.broadcast(Base64.getDecoder().decode(offline()));
    }

    private List<Runnable> scene(long height) {
        return script.computeIfAbsent(height, _ -> new ArrayList<>());
    }

    private String offline() {
        return recordings.json("offline-encoded.json").at("/tx_bytes").asText();
    }

    /// Its signature does not hold any more, which is looked at last.
    private String altered(long sequence, long gas) {
        var tx = TxDecoder.read(Base64.getDecoder().decode(offline()));
        var draft = tx.draft().with(Fee.of(List.of(), gas));
        return new SignedTx(draft, tx.signer(), sequence, tx.signature()).base64();
    }

    private Genesis genesis(Generation generation) {
        var operator = row("account-info.json").path().replaceAll(".*/", "");
        var denomination =
                recordings
                        .json("gov-params-voting.json")
                        .at("/params/min_deposit/0/denom")
                        .asText();
        var url = recordings.json("participants.json").at("/participant/0/inference_url").asText();
        return new Genesis(
                generation,
                CHAIN_ID,
                1,
                denomination,
                List.of(
                        new Validator(
                                operator,
                                "node",
                                POWER,
                                new TreeMap<>(),
                                Optional.of(url).filter(text -> !text.isEmpty()),
                                List.of())),
                accounts(),
                GovernanceRules.lasting(
                        Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofSeconds(15)),
                new EpochRules(300, 10, 2, 2, 6, 1),
                "v3.0.8",
                BigDecimal.ZERO);
    }

    /// In the order of their numbers; those of which nothing was recorded are anybody's.
    private List<String> accounts() {
        return LongStream.rangeClosed(1, accounts.lastKey())
                .mapToObj(n -> accounts.getOrDefault(n, Bech32.addressFor("account " + n)))
                .toList();
    }

    private Recordings.Row row(String file) {
        return recordings.index().stream()
                .filter(row -> row.file().equals(file))
                .findFirst()
                .orElseThrow();
    }

    /// Every recorded signature holds for exactly one account; so the accounts are known, too.
    private void read(JsonNode recorded) {
        long height = recorded.at("/tx_response/height").asLong();
        var first = recorded.at("/tx/body/messages/0");
        var scene = scene(height);
        if (first.path("@type").asText().equals("/cosmos.authz.v1beta1.MsgGrant")) {
            var grant =
                    new Allow(
                            first.path("granter").asText(),
                            first.path("grantee").asText(),
                            first.at("/grant/authorization/msg").asText());
            scene.add(() -> chain.include(grant));
            return;
        }
        var tx = TxJson.signed(recorded.at("/tx").toString());
        var number = number(tx);
        if (number.isEmpty()) {
            scene.add(() -> chain.include(spoken(tx.draft().messages().getFirst())));
            return;
        }
        if (number.getAsLong() > 0) {
            accounts.put(number.getAsLong(), tx.signer().address().text());
        }
        scene.add(() -> assertThat(chain.broadcast(tx.bytes()).refusal()).isEmpty());
    }

    /// The chain's own program wrote a time into the plan of its software upgrade, and ours never
    /// does: those bytes cannot be made again, so that what they ask for is spoken.
    private static SubmitProposal spoken(Message message) {
        var submit = (Message.SubmitProposal) message;
        var upgrade = (Proposed.SoftwareUpgrade) submit.messages().getFirst();
        return new SubmitProposal(
                new ProposalDraft(
                        List.of(
                                new ProposalMessage.SoftwareUpgrade(
                                        upgrade.name(), upgrade.height(), upgrade.info())),
                        submit.title(),
                        submit.summary(),
                        submit.metadata(),
                        submit.proposer(),
                        submit.initialDeposit().getFirst().amount().longValueExact(),
                        submit.expedited()));
    }

    private static OptionalLong number(SignedTx tx) {
        return LongStream.range(0, 100).filter(n -> tx.holdsFor(CHAIN_ID, n)).findFirst();
    }
}
