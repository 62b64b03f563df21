package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.rehearsal.chain.ledger.Bech32;
import io.lockstep.app.rehearsal.chain.ledger.Ledger.Account;
import io.lockstep.app.rehearsal.chain.ledger.PublicKeys;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// What the gateway tells of the node, of accounts and of staking.
final class NodeAnswers {
    private final Templates templates;
    private final BlockJson blocks;

    NodeAnswers(Templates templates) {
        this.templates = templates;
        this.blocks = new BlockJson(templates);
    }

    void addTo(RestRoutes routes) {
        var tendermint = "/cosmos/base/tendermint/v1beta1";
        routes.on(
                        tendermint + "/node_info",
                        call -> templates.fill("node-info", NodeIdentity.of(call.view()).map()))
                .on(
                        tendermint + "/syncing",
                        call -> object().put("syncing", call.view().catchingUp()))
                .on(
                        tendermint + "/blocks/latest",
                        call -> blocks.restBlock(call.view(), call.view().seen()))
                .on(tendermint + "/blocks/*", this::block)
                .on("/cosmos/base/node/v1beta1/config", call -> templates.fixed("node-config"))
                .on("/cosmos/auth/v1beta1/account_info/*", call -> account(call, "info"))
                .on("/cosmos/auth/v1beta1/accounts/*", call -> account(call, "account"))
                .on("/cosmos/auth/v1beta1/module_accounts/*", this::moduleAccount)
                .on("/cosmos/bank/v1beta1/balances/*/by_denom", this::balance)
                .on("/cosmos/bank/v1beta1/balances/*", this::balances)
                .on("/cosmos/staking/v1beta1/validators", this::validators)
                .on("/cosmos/staking/v1beta1/pool", this::pool);
    }

    private JsonNode block(RestCall call) throws RestError {
        var height = call.number(0, "height");
        var earliest = call.view().earliest().height();
        if (height > 0 && height < earliest) {
            throw RestError.unknown(
                    "height %d is not available, lowest height is %d".formatted(height, earliest));
        }
        return call.view()
                .block(height)
                .map(block -> blocks.restBlock(call.view(), block))
                .orElseThrow(() ->
                        RestError.invalid(
                                "requested block height is bigger then the chain length"));
    }

    private JsonNode account(RestCall call, String name) throws RestError {
        var address = address(call);
        var account = call.ledger().accounts().get(address);
        if (account == null) {
            throw RestError.notFound("account " + address + " not found");
        }
        var filled = templates.fill("account", values(account));
        var out = object();
        if (name.equals("account")) {
            var typed = out.putObject(name).put("@type", "/cosmos.auth.v1beta1.BaseAccount");
            filled.properties().forEach(e -> typed.set(e.getKey(), e.getValue()));
        } else {
            out.set(name, filled);
        }
        return out;
    }

    private Map<String, Object> values(Account account) {
        var key =
                templates
                        .json()
                        .createObjectNode()
                        .put("@type", "/cosmos.crypto.secp256k1.PubKey")
                        .put("key", PublicKeys.base64(account.address(), account.key()));
        return new Values()
                .and("address", account.address())
                .and(
                        "key",
                        account.sequence() == 0 && account.key().isEmpty() ? Optional.empty() : key)
                .and("number", account.number())
                .and("sequence", account.sequence())
                .map();
    }

    private JsonNode moduleAccount(RestCall call) throws RestError {
        if (!call.text(0).equals("gov")) {
            throw RestError.notFound("account " + call.text(0) + " not found");
        }
        return templates.fixed("module-account");
    }

    private JsonNode balance(RestCall call) throws RestError {
        var denomination = call.request().argument("denom").orElse("");
        if (denomination.isEmpty()) {
            throw RestError.invalid("invalid denom");
        }
        var known = denomination.equals(call.genesis().denomination());
        var out = object();
        out.putObject("balance")
                .put("denom", denomination)
                .put("amount", Long.toString(known ? owned(call) : 0));
        return out;
    }

    private JsonNode balances(RestCall call) throws RestError {
        long owned = owned(call);
        var out = object();
        var all = out.putArray("balances");
        if (owned > 0) {
            all.addObject()
                    .put("denom", call.genesis().denomination())
                    .put("amount", Long.toString(owned));
        }
        out.putObject("pagination").putNull("next_key").put("total", Integer.toString(all.size()));
        return out;
    }

    private static long owned(RestCall call) throws RestError {
        var account = call.ledger().accounts().get(address(call));
        return account == null ? 0 : account.balance();
    }

    private static String address(RestCall call) throws RestError {
        var address = call.text(0);
        try {
            Bech32.decode(address);
            return address;
        } catch (IllegalArgumentException e) {
            throw RestError.unknown("decoding bech32 failed: " + e.getMessage());
        }
    }

    private JsonNode validators(RestCall call) throws RestError {
        var since = call.view().earliest().time();
        return Page.cut(
                        call.genesis().validators(),
                        v -> Bech32.decode(v.address()),
                        call.request())
                .json(
                        "validators",
                        v ->
                                templates.fill(
                                        "validator",
                                        Map.of(
                                                "operator",
                                                v.operatorAddress(),
                                                "key",
                                                Base64.getEncoder()
                                                        .encodeToString(v.consensusKey()),
                                                "power",
                                                v.power(),
                                                "moniker",
                                                v.moniker(),
                                                "since",
                                                since)));
    }

    private JsonNode pool(RestCall call) {
        var out = object();
        out.putObject("pool")
                .put("not_bonded_tokens", "0")
                .put("bonded_tokens", Long.toString(call.genesis().totalPower()));
        return out;
    }

    private ObjectNode object() {
        return templates.json().createObjectNode();
    }
}
