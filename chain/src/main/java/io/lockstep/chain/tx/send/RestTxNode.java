package io.lockstep.chain.tx.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lockstep.chain.http.Fields;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.key.PublicKey;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/// A node's REST gateway (fact sheet, section 2.8). The address may carry a path.
public final class RestTxNode implements TxNode {
    private static final String LATEST = "cosmos/base/tendermint/v1beta1/blocks/latest";
    private static final String ACCOUNT = "cosmos/auth/v1beta1/account_info/";
    private static final String CONFIG = "cosmos/base/node/v1beta1/config";
    private static final String TXS = "cosmos/tx/v1beta1/txs";

    private final RestPath rest;

    public RestTxNode(URI rest, JsonHttp http) {
        this.rest = new RestPath(rest, http);
    }

    @Override
    public String chainId() {
        return Fields.text(rest.get(LATEST), "/block/header/chain_id");
    }

    @Override
    public BlockStamp latest() {
        var header = rest.get(LATEST).at("/block/header");
        return new BlockStamp(Fields.height(header, "/height"), Fields.instant(header, "/time"));
    }

    @Override
    public Optional<Account> account(Address address) {
        return rest.find(ACCOUNT + address)
                .map(answer -> Fields.at(answer, "/info"))
                .map(info ->
                        new Account(
                                Fields.height(info, "/account_number"),
                                Fields.height(info, "/sequence"),
                                key(info.at("/pub_key/key").asText(""))));
    }

    @Override
    public long simulate(byte[] tx) {
        var body = JsonNodeFactory.instance.objectNode().put("tx_bytes", base64(tx));
        var answer = rest.post("cosmos/tx/v1beta1/simulate", body);
        if (answer.status() != 200) {
            throw new ProblemException(
                    new Problem(
                            "tx.refused",
                            "The chain would refuse this transaction: \"%s\"."
                                    .formatted(answer.body().at("/message").asText("no reason")),
                            "Nothing was signed and nothing was sent.",
                            "Change what it objects to; nothing was spent."));
        }
        return Fields.height(answer.body(), "/gas_info/gas_used");
    }

    @Override
    public Optional<GasPrice> leastGasPrice() {
        try {
            return GasPrice.leastOf(rest.get(CONFIG).at("/minimum_gas_price").asText(""));
        } catch (ProblemException e) {
            // Not every gateway tells how its node is configured; a fee that is too low is refused.
            return Optional.empty();
        }
    }

    @Override
    public TxResult broadcast(byte[] tx) {
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("tx_bytes", base64(tx))
                        .put("mode", "BROADCAST_MODE_SYNC");
        return result(rest.accepted(TXS, rest.post(TXS, body)));
    }

    @Override
    public Optional<TxResult> find(String hash) {
        return rest.find(TXS + "/" + hash)
                .map(RestTxNode::result)
                .filter(result -> result.height() > 0 && result.hash().equals(hash));
    }

    private static TxResult result(JsonNode answer) {
        var response = Fields.at(answer, "/tx_response");
        return new TxResult(
                Fields.text(response, "/txhash"),
                Fields.height(response, "/height"),
                response.at("/codespace").asText(""),
                Math.toIntExact(Math.clamp(Fields.number(response, "/code"), 0, Integer.MAX_VALUE)),
                response.at("/raw_log").asText(""),
                Fields.number(response, "/gas_used"),
                proposal(response));
    }

    private static OptionalLong proposal(JsonNode response) {
        for (var event : response.at("/events")) {
            if (event.at("/type").asText("").equals("submit_proposal")) {
                for (var attribute : event.at("/attributes")) {
                    var value = attribute.at("/value").asText("");
                    if (attribute.at("/key").asText("").equals("proposal_id")
                            && value.matches("[0-9]{1,18}")) {
                        return OptionalLong.of(Long.parseLong(value));
                    }
                }
            }
        }
        return OptionalLong.empty();
    }

    private static Optional<PublicKey> key(String base64) {
        try {
            return PublicKey.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
