package io.lockstep.chain.tx.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.chain.http.Fields;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Coin;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads what a proposal is checked against from one node's REST gateway.
public final class ProposalFactsReader {
    private static final String BLOCKS = "cosmos/base/tendermint/v1beta1/blocks/";
    private static final long WINDOW = 500;

    private final RestPath rest;

    public ProposalFactsReader(URI rest, JsonHttp http) {
        this.rest = new RestPath(rest, http);
    }

    /// @param expedited whose deposit and voting period count
    public ProposalFacts read(Address proposer, boolean expedited) {
        var head = block("latest");
        var params = Fields.at(rest.get("cosmos/gov/v1/params/deposit"), "/params");
        var minDeposit = coins(params.at(expedited ? "/expedited_min_deposit" : "/min_deposit"));
        var denom = minDeposit.isEmpty() ? Coin.BASE : minDeposit.getFirst().denom();
        return new ProposalFacts(
                head,
                blockTime(head),
                minDeposit,
                decimal(params.at("/min_initial_deposit_ratio")),
                duration(params.at(expedited ? "/expedited_voting_period" : "/voting_period")),
                scheduled(),
                undecided(),
                planName(),
                balance(proposer, denom));
    }

    private BlockStamp block(String which) {
        var header = rest.get(BLOCKS + which).at("/block/header");
        return new BlockStamp(Fields.height(header, "/height"), Fields.instant(header, "/time"));
    }

    private Optional<Duration> blockTime(BlockStamp head) {
        var back = Math.min(WINDOW, head.height() - 1);
        if (back < 1) {
            return Optional.empty();
        }
        return kept(head.height() - back)
                .map(answer -> Fields.instant(answer, "/block/header/time"))
                .map(then -> Duration.between(then, head.time()).dividedBy(back))
                .filter(Duration::isPositive);
    }

    /// A node that has thrown a block away says so as an error; then the pace is not known.
    private Optional<JsonNode> kept(long height) {
        try {
            return rest.find(BLOCKS + height);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private Map<Long, String> scheduled() {
        Map<Long, String> scheduled = new HashMap<>();
        rest.get("productscience/inference/inference/partial_upgrade")
                .at("/partialUpgrade")
                .forEach(entry ->
                        scheduled.put(
                                Fields.number(entry, "/height"),
                                entry.at("/node_version").asText("")));
        return scheduled;
    }

    private Map<Long, String> undecided() {
        Map<Long, String> undecided = new HashMap<>();
        for (var status : List.of(1, 2)) {
            rest.get("cosmos/gov/v1/proposals?proposal_status=" + status)
                    .at("/proposals")
                    .forEach(proposal ->
                            proposal.at("/messages")
                                    .forEach(message -> partial(message, undecided)));
        }
        return undecided;
    }

    private static void partial(JsonNode message, Map<Long, String> undecided) {
        if (message.at("/@type").asText("").endsWith(".MsgCreatePartialUpgrade")) {
            undecided.put(Fields.number(message, "/height"), message.at("/nodeVersion").asText(""));
        }
    }

    private Optional<String> planName() {
        return Optional.of(
                        rest.get("cosmos/upgrade/v1beta1/current_plan").at("/plan/name").asText(""))
                .filter(name -> !name.isEmpty());
    }

    private Coin balance(Address address, String denom) {
        return coin(
                Fields.at(
                        rest.get(
                                "cosmos/bank/v1beta1/balances/%s/by_denom?denom=%s"
                                        .formatted(address, denom)),
                        "/balance"));
    }

    private static List<Coin> coins(JsonNode list) {
        List<Coin> coins = new ArrayList<>();
        list.forEach(node -> coins.add(coin(node)));
        return coins;
    }

    private static Coin coin(JsonNode node) {
        var amount = Fields.text(node, "/amount");
        return new Coin(
                Fields.text(node, "/denom"),
                amount.matches("[0-9]{1,78}") ? new BigInteger(amount) : BigInteger.ZERO);
    }

    private static BigDecimal decimal(JsonNode node) {
        var text = node.asText("");
        return text.matches("[0-9]{1,9}(\\.[0-9]{1,18})?") ? new BigDecimal(text) : BigDecimal.ZERO;
    }

    private static Duration duration(JsonNode node) {
        var text = node.asText("");
        return text.matches("[0-9]{1,10}(\\.[0-9]{1,9})?s")
                ? Duration.parse("PT" + text.toUpperCase(Locale.ROOT))
                : Duration.ZERO;
    }
}
