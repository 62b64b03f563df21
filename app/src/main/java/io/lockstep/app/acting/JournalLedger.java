package io.lockstep.app.acting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.upgrade.Journal;
import io.lockstep.app.upgrade.JournalEntry;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.SignerData;
import io.lockstep.chain.tx.TxDecoder;
import io.lockstep.chain.tx.TxWords;
import io.lockstep.chain.tx.send.Outcome;
import io.lockstep.chain.tx.send.OutcomeWords;
import io.lockstep.chain.tx.send.Sent;
import io.lockstep.chain.tx.send.TxLedger;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps signed transactions of one chain in the journal: an intent with the bytes before they are
/// sent, the evidence of their end.
public final class JournalLedger implements TxLedger {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SIGNED = "signed";
    private static final String ENDED = "ended";

    private final Journal journal;
    private final String chainId;

    public JournalLedger(Journal journal, String chainId) {
        this.journal = journal;
        this.chainId = chainId;
    }

    @Override
    public void about(Sent sent) {
        var detail =
                named(SIGNED, sent)
                        .put("chainId", sent.data().chainId())
                        .put("accountNumber", sent.data().accountNumber())
                        .put("bytes", sent.tx().base64());
        journal.write(
                Optional.empty(),
                JournalEntry.Kind.INTENT,
                "Send %s: %s"
                        .formatted(sent.hash(), String.join(" ", TxWords.of(sent.tx().draft()))),
                detail.toString());
    }

    /// An outcome that is not known yet leaves it open.
    @Override
    public void ended(Sent sent, Outcome outcome) {
        var text =
                OutcomeWords.done(outcome)
                        .or(() -> OutcomeWords.problem(outcome).map(Problem::what))
                        .orElse("");
        var kind =
                switch (outcome) {
                    case Outcome.Done _ -> JournalEntry.Kind.EVIDENCE;
                    case Outcome.Failed _, Outcome.Refused _, Outcome.Lapsed _ ->
                            JournalEntry.Kind.FAILURE;
                    case Outcome.Unknown _ -> JournalEntry.Kind.NOTE;
                };
        var detail = outcome instanceof Outcome.Unknown ? "" : named(ENDED, sent).toString();
        journal.write(Optional.empty(), kind, sent.hash() + ": " + text, detail);
    }

    @Override
    public List<Sent> open(Address signer) {
        return open().stream().filter(sent -> sent.tx().signer().address().equals(signer)).toList();
    }

    /// What was signed for this chain by anybody here and has no end yet, oldest first.
    public List<Sent> open() {
        Map<String, Sent> open = new LinkedHashMap<>();
        for (var detail : journal.loose()) {
            var entry = parsed(detail);
            var hash = entry.path("hash").asText("");
            switch (entry.path("transaction").asText("")) {
                case SIGNED -> open.put(hash, sent(entry));
                case ENDED -> open.remove(hash);
                default -> {}
            }
        }
        return open.values().stream()
                .filter(sent -> sent.data().chainId().equals(chainId))
                .toList();
    }

    private static ObjectNode named(String what, Sent sent) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("transaction", what)
                .put("hash", sent.hash());
    }

    private static Sent sent(JsonNode entry) {
        var tx = TxDecoder.read(Base64.getDecoder().decode(entry.path("bytes").asText("")));
        return new Sent(
                tx,
                new SignerData(
                        entry.path("chainId").asText(""),
                        entry.path("accountNumber").asLong(),
                        tx.sequence()));
    }

    private static JsonNode parsed(String detail) {
        try {
            return JSON.readTree(detail);
        } catch (JsonProcessingException e) {
            throw new ProblemException(
                    new Problem(
                            "journal.unusable",
                            "An entry of the journal is not JSON.",
                            "Nothing was signed or sent.",
                            "Put the journal aside and look up earlier transactions by hand."),
                    e);
        }
    }
}
