package io.lockstep.app.chronicle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lockstep.chain.governance.Ballot;
import io.lockstep.chain.governance.Deposit;
import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.tx.VoteOption;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The chain's facts as the chronicle writes them, and back. What cannot be read is a
/// [RuntimeException]: it was written by nobody here.
final class Written {
    static final String VOTER = "voter";
    static final String DEPOSITOR = "depositor";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Written() {}

    static String text(Ballot ballot) {
        var choices = JsonNodeFactory.instance.arrayNode();
        ballot.choices()
                .forEach(choice ->
                        choices.addObject()
                                .put("option", choice.option().map(VoteOption::name).orElse(""))
                                .put("weight", choice.weight().toPlainString()));
        return choices.toString();
    }

    static Ballot ballot(String voter, String text) {
        List<Ballot.Choice> choices = new ArrayList<>();
        parsed(text)
                .forEach(choice ->
                        choices.add(
                                new Ballot.Choice(
                                        VoteOption.named(choice.path("option").asText()),
                                        new BigDecimal(choice.path("weight").asText()))));
        return new Ballot(voter, List.copyOf(choices));
    }

    static String text(Deposit deposit) {
        var coins = JsonNodeFactory.instance.arrayNode();
        deposit.amount()
                .forEach(coin ->
                        coins.addObject()
                                .put("denom", coin.denom())
                                .put("amount", coin.amount().toString()));
        return coins.toString();
    }

    static Deposit deposit(String depositor, String text) {
        List<Coin> coins = new ArrayList<>();
        parsed(text)
                .forEach(coin ->
                        coins.add(
                                new Coin(
                                        coin.path("denom").asText(),
                                        new BigInteger(coin.path("amount").asText()))));
        return new Deposit(depositor, List.copyOf(coins));
    }

    static String text(List<ScheduledUpgrade> schedule) {
        var entries = JsonNodeFactory.instance.arrayNode();
        for (var upgrade : schedule) {
            var entry =
                    entries.addObject()
                            .put("version", upgrade.version())
                            .put("height", upgrade.height())
                            .put("origin", upgrade.origin().name())
                            .put("certain", upgrade.certain());
            upgrade.proposal().ifPresent(id -> entry.put("proposal", id));
        }
        return entries.toString();
    }

    static List<ScheduledUpgrade> schedule(String text) {
        List<ScheduledUpgrade> schedule = new ArrayList<>();
        for (var entry : parsed(text)) {
            schedule.add(
                    new ScheduledUpgrade(
                            entry.path("version").asText(),
                            entry.path("height").asLong(),
                            ScheduledUpgrade.Origin.valueOf(entry.path("origin").asText()),
                            entry.path("certain").asBoolean(),
                            entry.has("proposal")
                                    ? OptionalLong.of(entry.path("proposal").asLong())
                                    : OptionalLong.empty()));
        }
        return List.copyOf(schedule);
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }
}
