package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.rehearsal.chain.ledger.Bech32;
import io.lockstep.app.rehearsal.chain.ledger.GovProposal;
import io.lockstep.chain.governance.ProposalStatus;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// `/cosmos/gov/v1`.
final class GovAnswers {
    private static final String ROOT = "/cosmos/gov/v1";

    private final GovJson json;

    GovAnswers(Templates templates) {
        this.json = new GovJson(templates);
    }

    void addTo(RestRoutes routes) {
        routes.on(ROOT + "/params/*", this::params)
                .on(ROOT + "/constitution", call -> text("constitution", ""))
                .on(ROOT + "/proposals", this::proposals)
                .on(ROOT + "/proposals/*", this::proposal)
                .on(ROOT + "/proposals/*/tally", this::tally)
                .on(ROOT + "/proposals/*/votes", this::votes)
                .on(ROOT + "/proposals/*/votes/*", this::vote)
                .on(ROOT + "/proposals/*/deposits", this::deposits)
                .on(ROOT + "/proposals/*/deposits/*", this::deposit);
    }

    private JsonNode params(RestCall call) throws RestError {
        var type = call.text(0);
        if (!List.of("voting", "deposit", "tallying").contains(type)) {
            throw RestError.invalid("unknown params type: " + type);
        }
        return json.params(call.genesis(), type);
    }

    private JsonNode proposals(RestCall call) throws RestError {
        var status = status(call.request());
        var voter = call.request().argument("voter").filter(text -> !text.isEmpty());
        var depositor = call.request().argument("depositor").filter(text -> !text.isEmpty());
        var fitting =
                call.ledger().proposals().values().stream()
                        .filter(p -> status.isEmpty() || p.status() == status.get())
                        .filter(p -> voter.isEmpty() || p.votes().containsKey(voter.get()))
                        .filter(p ->
                                depositor.isEmpty() || p.deposits().containsKey(depositor.get()))
                        .toList();
        return Page.cut(fitting, p -> Page.key(p.id()), call.request())
                .json("proposals", p -> json.proposal(p, call.genesis()));
    }

    private JsonNode proposal(RestCall call) throws RestError {
        return wrap("proposal", json.proposal(existing(call), call.genesis()));
    }

    private JsonNode tally(RestCall call) throws RestError {
        return wrap("tally", json.tally(existing(call).tally(call.genesis())));
    }

    private JsonNode votes(RestCall call) throws RestError {
        var id = id(call);
        var votes =
                Optional.ofNullable(call.ledger().proposals().get(id)).stream()
                        .flatMap(p -> p.votes().values().stream())
                        .sorted(Comparator.comparing(v -> v.voter(), Bech32.BYTE_ORDER))
                        .toList();
        return Page.cut(votes, v -> addressKey(v.voter()), call.request())
                .json("votes", v -> json.vote(id, v));
    }

    private JsonNode vote(RestCall call) throws RestError {
        var id = id(call);
        var voter = call.text(1);
        return Optional.ofNullable(call.ledger().proposals().get(id))
                .flatMap(p -> Optional.ofNullable(p.votes().get(voter)))
                .map(v -> wrap("vote", json.vote(id, v)))
                .orElseThrow(() ->
                        RestError.invalid(
                                "voter: %s not found for proposal: %d".formatted(voter, id)));
    }

    private JsonNode deposits(RestCall call) throws RestError {
        var id = id(call);
        var deposits =
                Optional.ofNullable(call.ledger().proposals().get(id)).stream()
                        .flatMap(p -> p.deposits().entrySet().stream())
                        .sorted(Comparator.comparing(d -> d.getKey(), Bech32.BYTE_ORDER))
                        .toList();
        return Page.cut(deposits, d -> addressKey(d.getKey()), call.request())
                .json("deposits", d -> json.deposit(id, d.getKey(), d.getValue(), call.genesis()));
    }

    private JsonNode deposit(RestCall call) throws RestError {
        var id = id(call);
        var depositor = call.text(1);
        return Optional.ofNullable(call.ledger().proposals().get(id))
                .flatMap(p -> Optional.ofNullable(p.deposits().get(depositor)))
                .map(amount -> wrap("deposit", json.deposit(id, depositor, amount, call.genesis())))
                .orElseThrow(() ->
                        RestError.invalid(
                                "depositer: %s not found for proposal: %d"
                                        .formatted(depositor, id)));
    }

    private static GovProposal existing(RestCall call) throws RestError {
        var id = id(call);
        var proposal = call.ledger().proposals().get(id);
        if (proposal == null) {
            throw RestError.notFound(
                    "proposal %s doesn't exist".formatted(Long.toUnsignedString(id)));
        }
        return proposal;
    }

    private static long id(RestCall call) throws RestError {
        var id = call.number(0, "proposal_id");
        if (id == 0) {
            throw RestError.invalid("proposal id can not be 0");
        }
        return id;
    }

    /// By number or by name; nothing and 0 mean all.
    private static Optional<ProposalStatus> status(Request request) throws RestError {
        var written = request.argument("proposal_status").orElse("0");
        var name = written.replace("PROPOSAL_STATUS_", "");
        return switch (name) {
            case "0", "", "UNSPECIFIED" -> Optional.empty();
            case "1", "DEPOSIT_PERIOD" -> Optional.of(ProposalStatus.DEPOSIT_PERIOD);
            case "2", "VOTING_PERIOD" -> Optional.of(ProposalStatus.VOTING_PERIOD);
            case "3", "PASSED" -> Optional.of(ProposalStatus.PASSED);
            case "4", "REJECTED" -> Optional.of(ProposalStatus.REJECTED);
            case "5", "FAILED" -> Optional.of(ProposalStatus.FAILED);
            default -> throw RestError.unparsable("proposal_status", written);
        };
    }

    private static byte[] addressKey(String address) {
        try {
            return Bech32.decode(address);
        } catch (IllegalArgumentException e) {
            return address.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static ObjectNode text(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }

    private static ObjectNode wrap(String name, JsonNode value) {
        var out = JsonNodeFactory.instance.objectNode();
        out.set(name, value);
        return out;
    }
}
