package io.lockstep.app.settings;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.key.Keystore;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.rest.RestClient;
import io.lockstep.chain.rpc.RpcClient;
import io.lockstep.chain.tx.send.RestTxNode;
import io.lockstep.chain.tx.send.TxNode;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Tests each address an operator gave, as the first-run screen shows them. Methods block for a few
/// seconds for each address.
public final class SettingsCheck {
    private final JsonHttp http;
    private final Function<Optional<String>, ContainerHost> docker;

    /// @param docker opens the container host at an address, or throws the problem
    public SettingsCheck(JsonHttp http, Function<Optional<String>, ContainerHost> docker) {
        this.http = http;
        this.docker = docker;
    }

    /// @param subject `rpc`, `rest`, `dapi`, `docker`, `accounts`, `granter` or `keystore`
    /// @param facts what answered, one short line; empty beside a problem
    public record Finding(String subject, String address, String facts, Optional<Problem> problem) {
        public boolean ok() {
            return problem.isEmpty();
        }
    }

    public List<Finding> check(Settings settings) {
        List<Finding> findings = new ArrayList<>(rpcs(settings.chain()));
        settings.chain().rest().ifPresent(address -> findings.add(rest(address)));
        settings.apiNode().admin().ifPresent(address -> findings.add(apiNode(address)));
        if (settings.hosts().isEmpty()) {
            findings.add(docker(Optional.empty()));
        }
        settings.hosts().forEach(address -> findings.add(docker(Optional.of(address))));
        settings.chain().rest().ifPresent(rest -> accounts(rest, settings.operator(), findings));
        settings.operator().keystore().ifPresent(keys -> findings.add(keystore(keys, settings)));
        return List.copyOf(findings);
    }

    /// Each RPC must answer, and all must be on one chain: the expected one, else the first one's.
    private List<Finding> rpcs(Settings.Chain chain) {
        Map<URI, String> chains = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        var expected = chain.id();
        for (var rpc : chain.rpcs()) {
            var finding =
                    finding(
                            "rpc",
                            rpc.toString(),
                            () -> {
                                var status = new RpcClient(rpc, http).status();
                                chains.put(rpc, status.chainId());
                                return "%s at block %d"
                                        .formatted(status.chainId(), status.seenHeight());
                            });
            var id = Optional.ofNullable(chains.get(rpc));
            var wanted = expected.or(() -> id);
            findings.add(
                    id.isPresent() && !id.equals(wanted)
                            ? new Finding(
                                    "rpc",
                                    rpc.toString(),
                                    "",
                                    Optional.of(otherChain(rpc, id.get(), wanted.orElse(""))))
                            : finding);
            expected = wanted;
        }
        return findings;
    }

    private Finding rest(URI address) {
        return finding(
                "rest",
                address.toString(),
                () -> {
                    var client = new RestClient(address, http);
                    var upgrades = client.partialUpgrades().size();
                    return "%s, %d upgrades scheduled"
                            .formatted(client.mlNodeVersion().generation(), upgrades);
                });
    }

    /// An account that the chain does not know yet is no mistake, but worth a second look.
    private void accounts(URI rest, Settings.Operator operator, List<Finding> findings) {
        var node = new RestTxNode(rest, http);
        operator.accounts().forEach(one -> findings.add(account("accounts", one, node)));
        operator.granter().ifPresent(one -> findings.add(account("granter", one, node)));
    }

    private static Finding account(String subject, Address address, TxNode node) {
        return finding(
                subject,
                address.text(),
                () ->
                        node.account(address)
                                .map(known ->
                                        "account %d, sequence %d"
                                                .formatted(known.number(), known.sequence()))
                                .orElse("the chain does not know it yet"));
    }

    private static Finding keystore(Path folder, Settings settings) {
        return finding(
                "keystore",
                folder.toString(),
                () -> {
                    var keys = new Keystore(folder, new SecureRandom());
                    var missing =
                            settings.operator().key().filter(name -> keys.find(name).isEmpty());
                    return missing.map(name -> "no key %s in it".formatted(name))
                            .orElseGet(() -> "%d keys".formatted(keys.list().size()));
                });
    }

    private Finding apiNode(URI admin) {
        return finding(
                "dapi",
                admin.toString(),
                () -> {
                    var base = admin.toString();
                    var path = (base.endsWith("/") ? base : base + "/") + "admin/v1/nodes";
                    var answer = http.get(URI.create(path));
                    if (answer.status() != 200 || !answer.body().isArray()) {
                        throw new ProblemException(noApiNode(admin, answer.status()));
                    }
                    return "%d MLNodes registered".formatted(answer.body().size());
                });
    }

    private Finding docker(Optional<String> address) {
        return finding(
                "docker",
                address.orElse("the local engine"),
                () -> {
                    try (var host = docker.apply(address)) {
                        var read = host.read();
                        return "%s %s, %d containers"
                                .formatted(
                                        read.runtime(), read.version(), read.containers().size());
                    }
                });
    }

    private static Finding finding(String subject, String address, Supplier<String> question) {
        try {
            return new Finding(subject, address, question.get(), Optional.empty());
        } catch (ProblemException e) {
            return new Finding(subject, address, "", Optional.of(e.problem()));
        }
    }

    private static Problem otherChain(URI rpc, String found, String wanted) {
        return new Problem(
                "chain.other-chain",
                "%s is on chain %s, not on %s.".formatted(rpc, found, wanted),
                "Its word does not count; nothing was changed.",
                "Take it out, or correct the chain-id.");
    }

    private static Problem noApiNode(URI admin, int status) {
        return new Problem(
                "dapi.refused",
                "%s answered with status %d and no list of MLNodes.".formatted(admin, status),
                "Everything else is read.",
                "Check that it is the API node's admin address, port 9200.");
    }
}
