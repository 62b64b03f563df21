package io.lockstep.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.rest.RestClient;
import io.lockstep.chain.rpc.RpcClient;
import io.lockstep.chain.tx.TxDecoder;
import io.lockstep.chain.tx.TxJson;
import io.lockstep.chain.tx.send.RestTxNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Walks the recordings of real nodes: each document is played under the request it answered and
/// read by the client that makes that request. A document that nobody reads fails.
class RecordingsTest {
    private static final String GOV = "/cosmos/gov/v1/";
    private static final String INFERENCE = "/productscience/inference/inference/";

    private static final String TXS = "/cosmos/tx/v1beta1/txs";
    private static final String ACCOUNT = "/cosmos/auth/v1beta1/account_info/" + Address.GOV;

    /// Documents that no code of this module meets: the simulated chain answers with them, and is
    /// held against each by the test of the recorded answers in app, which reads the same list.
    private static final Set<String> SIMULATED =
            FakeNode.recording("simulated.txt")
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toSet());

    private final FakeNode node = FakeNode.start();
    private final RestClient rest = new RestClient(node.address(), JsonHttp.forProbes());
    private final RpcClient rpc = new RpcClient(node.address(), JsonHttp.forProbes());
    private final RestTxNode transactions = new RestTxNode(node.address(), JsonHttp.forProbes());
    private final Map<Pattern, Reader> readers = new LinkedHashMap<>();

    /// Reads one document: with a value, or with the named problem it must end in.
    private interface Reader {
        void read(String recording);
    }

    RecordingsTest() {
        readers.put(Pattern.compile("rpc-status(-halted)?"), this::status);
        readers.put(Pattern.compile("rpc-abci-info(-halted)?"), this::applied);
        readers.put(Pattern.compile("rpc-header(-latest)?"), this::header);
        readers.put(
                Pattern.compile("rpc-error-(future|bad|zero)-height"),
                doc -> refused(doc, "/header?height=5", 500, () -> rpc.header(5), "chain.refused"));
        readers.put(
                Pattern.compile("rpc-error-unknown-method"),
                doc -> refused(doc, "/header?height=5", 404, () -> rpc.header(5), "chain."));
        readers.put(
                Pattern.compile("gov-params-(voting|deposit)"),
                doc -> fine(doc, GOV + "params/voting", 200, () -> rest.governance().params()));
        readers.put(
                Pattern.compile("gov-params-bad"),
                doc ->
                        refused(
                                doc,
                                GOV + "params/voting",
                                400,
                                () -> rest.governance().params(),
                                "rest.refused"));
        readers.put(
                Pattern.compile("validators"),
                doc ->
                        fine(
                                doc,
                                "/cosmos/staking/v1beta1/validators?status=BOND_STATUS_BONDED",
                                200,
                                () -> rest.governance().bondedPower()));
        readers.put(Pattern.compile("staking-pool"), this::emptyPool);
        readers.put(Pattern.compile("proposals-.*"), this::proposals);
        readers.put(
                Pattern.compile("proposal-(cancelled-404|deposit-expired-404|unknown)"),
                doc -> fine(doc, GOV + "proposals/1", 404, () -> rest.governance().proposal(1)));
        readers.put(
                Pattern.compile("proposal-(zero|not-a-number)"),
                doc ->
                        refused(
                                doc,
                                GOV + "proposals/1",
                                400,
                                () -> rest.governance().proposal(1),
                                "rest.refused"));
        readers.put(
                Pattern.compile("proposal-.*"),
                doc -> fine(doc, GOV + "proposals/1", 200, () -> rest.governance().proposal(1)));
        readers.put(
                Pattern.compile("tally-.*"),
                doc -> fine(doc, GOV + "proposals/1/tally", 200, () -> rest.governance().tally(1)));
        readers.put(
                Pattern.compile("vote-one"),
                doc ->
                        fine(
                                doc,
                                GOV + "proposals/1/votes/a",
                                200,
                                () -> rest.governance().vote(1, "a")));
        readers.put(
                Pattern.compile("vote-none"),
                doc ->
                        fine(
                                doc,
                                GOV + "proposals/1/votes/a",
                                400,
                                () -> rest.governance().vote(1, "a")));
        readers.put(
                Pattern.compile("votes.*"),
                doc -> fine(doc, GOV + "proposals/1/votes", 200, () -> rest.governance().votes(1)));
        readers.put(
                Pattern.compile("deposits.*"),
                doc ->
                        fine(
                                doc,
                                GOV + "proposals/1/deposits",
                                200,
                                () -> rest.governance().deposits(1)));
        readers.put(
                Pattern.compile("current-plan.*"),
                doc -> fine(doc, "/cosmos/upgrade/v1beta1/current_plan", 200, rest::currentPlan));
        readers.put(
                Pattern.compile("applied-plan-never"),
                doc ->
                        fine(
                                doc,
                                "/cosmos/upgrade/v1beta1/applied_plan/v9.9.9",
                                200,
                                () -> rest.appliedPlan("v9.9.9")));
        readers.put(
                Pattern.compile("mlnode-version-501"),
                doc -> fine(doc, INFERENCE + "mlnode_version", 501, rest::mlNodeVersion));
        readers.put(
                Pattern.compile("mlnode-version"),
                doc -> fine(doc, INFERENCE + "mlnode_version", 200, rest::mlNodeVersion));
        readers.put(Pattern.compile("mlnode-version-lifetime"), this::versions);
        readers.put(
                Pattern.compile("partial-upgrade-(empty|after|scheduled)"),
                doc -> fine(doc, INFERENCE + "partial_upgrade", 200, rest::partialUpgrades));
        readers.put(
                Pattern.compile("partial-upgrade-one"),
                doc ->
                        fine(
                                doc,
                                INFERENCE + "partial_upgrade/89",
                                200,
                                () -> rest.partialUpgrade(89)));
        readers.put(
                Pattern.compile("partial-upgrade-unknown"),
                doc ->
                        fine(
                                doc,
                                INFERENCE + "partial_upgrade/77",
                                404,
                                () -> rest.partialUpgrade(77)));
        readers.put(
                Pattern.compile("partial-upgrade-bad"),
                doc ->
                        refused(
                                doc,
                                INFERENCE + "partial_upgrade/77",
                                400,
                                () -> rest.partialUpgrade(77),
                                "rest.refused"));
        readers.put(Pattern.compile("partial-upgrade-lifetime"), this::lifetime);
        readers.put(
                Pattern.compile("unknown-path-501"),
                doc ->
                        refused(
                                doc,
                                INFERENCE + "partial_upgrade",
                                501,
                                rest::partialUpgrades,
                                "rest.notImplemented"));
        readers.put(Pattern.compile("halt-around-software-upgrade"), this::halt);
        readers.put(
                Pattern.compile("upgrade-info"),
                doc -> assertThat(tree(doc).at("/height").isNumber()).isTrue());
        readersOfTransactions();
        readersOfAccounts();
    }

    private void readersOfTransactions() {
        readers.put(
                Pattern.compile("tx-unknown"),
                doc ->
                        fine(
                                doc,
                                TXS + "/A",
                                404,
                                () -> assertThat(transactions.find("A")).isEmpty()));
        readers.put(Pattern.compile("tx-.*"), this::included);
        readers.put(Pattern.compile("broadcast-.*|cli-vote-unordered"), this::broadcast);
        readers.put(
                Pattern.compile("simulate"),
                doc ->
                        fine(
                                doc,
                                "/cosmos/tx/v1beta1/simulate",
                                200,
                                () ->
                                        assertThat(transactions.simulate(new byte[0]))
                                                .isGreaterThan(100_000)));
        readers.put(
                Pattern.compile("simulate-garbage"),
                doc -> {
                    node.plays("/cosmos/tx/v1beta1/simulate", 500, doc);
                    assertThatThrownBy(() -> transactions.simulate(new byte[0]))
                            .hasMessageContaining("The chain would refuse this transaction");
                });
        readers.put(
                Pattern.compile("offline-unsigned"),
                doc -> assertThat(TxJson.draft(FakeNode.recording(doc)).messages()).hasSize(1));
        readers.put(
                Pattern.compile("offline-signed"),
                doc ->
                        assertThat(
                                        TxJson.signed(FakeNode.recording(doc))
                                                .holdsFor("lockstep-lab", 0))
                                .isTrue());
        readers.put(
                Pattern.compile("offline-encoded"),
                doc -> {
                    var bytes = Base64.getDecoder().decode(tree(doc).at("/tx_bytes").asText());
                    assertThat(TxDecoder.read(bytes).holdsFor("lockstep-lab", 0)).isTrue();
                });
    }

    private void readersOfAccounts() {
        readers.put(
                Pattern.compile("account-(info|warm)"),
                doc ->
                        fine(
                                doc,
                                ACCOUNT,
                                200,
                                () ->
                                        assertThat(
                                                        transactions
                                                                .account(Address.GOV)
                                                                .orElseThrow()
                                                                .publicKey())
                                                .isPresent()));
        readers.put(
                Pattern.compile("account-unknown"),
                doc ->
                        fine(
                                doc,
                                ACCOUNT,
                                404,
                                () -> assertThat(transactions.account(Address.GOV)).isEmpty()));
        readers.put(
                Pattern.compile("account-bad"),
                doc ->
                        refused(
                                doc,
                                ACCOUNT,
                                500,
                                () -> transactions.account(Address.GOV),
                                "tx.noAnswer"));
        readers.put(
                Pattern.compile("blocks-latest(-halted)?"),
                doc ->
                        fine(
                                doc,
                                "/cosmos/base/tendermint/v1beta1/blocks/latest",
                                200,
                                () -> assertThat(transactions.latest().height()).isPositive()));
    }

    private void included(String recording) {
        var hash = tree(recording).at("/tx_response/txhash").asText();
        node.plays(TXS + "/" + hash, 200, recording);
        var found = transactions.find(hash).orElseThrow();
        assertThat(found.height()).isPositive();
        assertThat(found.code()).isEqualTo(tree(recording).at("/tx_response/code").asInt());
    }

    private void broadcast(String recording) {
        var document = tree(recording);
        var answer = document.has("tx_response") ? document : wrapped(document);
        node.answers(TXS, 200, answer.toString());
        var result = transactions.broadcast(new byte[0]);
        assertThat(result.hash()).hasSize(64);
        assertThat(result.code()).isEqualTo(answer.at("/tx_response/code").asInt());
    }

    /// The chain's own program prints the response alone.
    private static JsonNode wrapped(JsonNode response) {
        return JsonNodeFactory.instance.objectNode().set("tx_response", response);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @TestFactory
    Stream<DynamicTest> everyDocumentIsReadByTheCodeThatWillMeetIt() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (var generation : List.of("r0", "r1")) {
            try (var files = Files.list(Path.of("src/test/resources/recordings", generation))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> !name.endsWith(".tsv"))
                        .sorted()
                        .map(name ->
                                DynamicTest.dynamicTest(
                                        generation + "/" + name, () -> read(generation, name)))
                        .forEach(tests::add);
            }
        }
        assertThat(tests).hasSizeGreaterThan(200);
        return tests.stream();
    }

    private void read(String generation, String file) {
        var name = file.substring(0, file.lastIndexOf('.'));
        var reader =
                readers.entrySet().stream()
                        .filter(entry -> entry.getKey().matcher(name).matches())
                        .findFirst();
        if (reader.isPresent()) {
            reader.get().getValue().read(generation + "/" + file);
            return;
        }
        assertThat(SIMULATED).contains(name);
    }

    private void fine(String recording, String path, int status, Runnable question) {
        node.plays(path, status, recording);
        question.run();
    }

    private void refused(
            String recording, String path, int status, Runnable question, String code) {
        node.plays(path, status, recording);
        assertThatThrownBy(question::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> {
                            assertThat(failure.problem().code()).startsWith(code);
                            assertThat(failure.problem().what())
                                    .contains(node.address().toString());
                        });
    }

    private void status(String recording) {
        var generation = recording.substring(0, 2);
        node.plays("/abci_info", 200, generation + "/rpc-abci-info.json")
                .plays("/status", 200, recording);
        assertThat(rpc.status().seenHeight()).isPositive();
    }

    private void applied(String recording) {
        var generation = recording.substring(0, 2);
        node.plays("/status", 200, generation + "/rpc-status.json")
                .plays("/abci_info", 200, recording);
        assertThat(rpc.status().appliedHeight()).isPositive();
    }

    private void header(String recording) {
        node.plays("/header?height=5", 200, recording);
        assertThat(rpc.header(5).chainId()).isEqualTo("lockstep-lab");
    }

    private void proposals(String recording) {
        node.answers(
                GOV + "proposals?pagination.reverse=true",
                200,
                FakeNode.recording(recording)
                        .replaceAll("\"next_key\":\"[^\"]*\"", "\"next_key\":null"));
        assertThat(rest.governance().proposals()).allMatch(proposal -> proposal.id() > 0);
    }

    /// Why the power is read from the validators.
    private void emptyPool(String recording) {
        assertThat(tree(recording).at("/pool/bonded_tokens").asText()).isEqualTo("0");
    }

    /// The answers of one entry, state by state: readable through its height, then gone.
    private void lifetime(String recording) {
        var document = tree(recording);
        var height = document.at("/upgrade_height").asLong();
        for (var state : document.at("/state_at")) {
            node.answers(
                    INFERENCE + "partial_upgrade/" + height,
                    state.at("/status").asInt(),
                    state.at("/body").toString());
            assertThat(rest.partialUpgrade(height).isPresent())
                    .isEqualTo(state.at("/height").asLong() <= height);
        }
    }

    private void versions(String recording) {
        for (var state : tree(recording).at("/state_at")) {
            node.answers(
                    INFERENCE + "mlnode_version",
                    state.at("/status").asInt(),
                    state.at("/body").toString());
            assertThat(rest.mlNodeVersion().current()).isPresent();
        }
    }

    private void halt(String recording) {
        var document = tree(recording);
        var last = document.at("/last_seen");
        assertThat(last.get(last.size() - 1).at("/status/0").asLong())
                .isEqualTo(document.at("/plan_height").asLong());
    }

    private static JsonNode tree(String recording) {
        try {
            return new ObjectMapper().readTree(FakeNode.recording(recording));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
