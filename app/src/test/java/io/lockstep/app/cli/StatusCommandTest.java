package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.app.fakes.FakeApiNode;
import io.lockstep.app.fakes.FakeWorld;
import io.lockstep.app.fakes.Program;
import io.lockstep.app.rehearsal.chain.Fault;
import io.lockstep.app.rehearsal.chain.SimChain;
import io.lockstep.app.rehearsal.chain.SimChainConfig;
import io.lockstep.app.rehearsal.chain.ledger.ProposalDraft;
import io.lockstep.app.rehearsal.chain.ledger.VoteOption;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.upgrade.Generation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a simulated chain over real sockets.
class StatusCommandTest {
    private final SimChain chain =
            SimChain.start(
                    SimChainConfig.rehearsal(
                                    Generation.R1, Duration.ofSeconds(1), InstantSource.system())
                            .byHand());

    private final FakeApiNode apiNode =
            new FakeApiNode().answers("/admin/v1/nodes", FakeApiNode.NODES);
    private final FakeWorld world = new FakeWorld();

    @TempDir private Path home;

    @AfterEach
    void close() {
        chain.close();
        apiNode.close();
    }

    @Test
    void jsonHasEveryPartAndNothingElse() throws Exception {
        var proposal =
                chain.submitProposal(ProposalDraft.partialUpgrade("v3.0.9", chain.height() + 500));
        chain.produceBlocks(2);
        var program = program();

        var exit = program.runAtHome(flags("status", "--json"));

        var status = json(program);
        assertThat(exit).isZero();
        assertThat(fields(status))
                .containsExactly(
                        "chain",
                        "proposals",
                        "governance",
                        "upgrades",
                        "containers",
                        "gpus",
                        "host",
                        "proxy",
                        "nodes",
                        "problems");
        assertThat(status.at("/chain/head/chainId").asText()).isEqualTo(SimChainConfig.CHAIN_ID);
        assertThat(status.at("/chain/head/appliedHeight").asLong()).isEqualTo(chain.height());
        assertThat(status.at("/proposals/0/id").asLong()).isEqualTo(proposal);
        assertThat(status.at("/governance/total").asLong()).isEqualTo(1);
        assertThat(status.at("/governance/open/0/id").asLong()).isEqualTo(proposal);
        assertThat(status.at("/governance/open/0/verdict/outcome").asText())
                .isEqualTo("BELOW_QUORUM");
        assertThat(status.at("/upgrades/generation").asText()).isEqualTo("R1");
        assertThat(status.at("/containers/containers/0/name").asText()).isEqualTo("mlnode-308");
        assertThat(status.at("/nodes/apiNodes/0/models/0/name").asText()).isEqualTo("Qwen/QwQ-32B");
        assertThat(status.at("/host/cpu/processors").asInt()).isPositive();
    }

    @Test
    void whatCannotBeReadIsNullAndItsProblemIsTold() throws Exception {
        chain.restFault(new Fault.Refuse());
        var program = program();

        var exit = program.runAtHome(flags("status", "--json"));

        var status = json(program);
        assertThat(exit).isEqualTo(69);
        assertThat(status.get("proposals").isNull()).isTrue();
        assertThat(status.get("proxy").isNull()).isTrue();
        assertThat(codes(status)).contains("chain.unreachable", "engine.none");
    }

    @Test
    void theTextIsMadeOfSentences() {
        world.host().runs("lockstep-engine", "engine:1", Map.of("lockstep.role", "engine"));
        var program = program();

        var exit = program.runAtHome(flags("status"));

        assertThat(exit).isZero();
        assertThat(program.out())
                .contains("Chain lockstep-rehearsal: block " + chain.height())
                .contains("2 of 2 RPC nodes agree.")
                .contains("Proposals: 0 in all, 0 open.")
                .contains("mlnode-308, incumbent v3.0.8")
                .contains("Proxy engine: generation 0, default route to nobody")
                .contains("Next: nothing to do, no upgrade is decided.");
    }

    @Test
    void anOpenProposalIsToldWithWhatItDoesAndHowItStands() {
        chain.submitProposal(ProposalDraft.partialUpgrade("v3.0.9", chain.height() + 500));
        chain.produceBlocks(2);
        var program = program();

        program.runAtHome(flags("status"));

        assertThat(program.out())
                .containsPattern("It would do: MLNode v3.0.9 from block [0-9,]+, about ")
                .containsPattern(
                        "v3.0.9 at block [0-9]+, [0-9]+ blocks left(, about .*)?, proposed.")
                .contains("Votes: below the quorum, ")
                .contains("    Ends ");
    }

    /// A real chain at its halt: one look must say so, though schedule and height are read at once.
    @Test
    void theHaltOfASoftwareUpgradeIsToldAtTheFirstLook() {
        var height = chain.height() + 400;
        var proposal =
                chain.submitProposal(
                        ProposalDraft.softwareUpgrade(
                                "v0.2.1", height, "{\"node_version\":\"v3.0.9\"}"));
        chain.produceBlock();
        chain.genesis()
                .validators()
                .forEach(one -> chain.vote(proposal, one.address(), VoteOption.YES));
        chain.produceUntil(height);
        var program = program();

        program.runAtHome(flags("status"));

        assertThat(program.out())
                .contains("block %d, applied up to %d".formatted(height, height - 1))
                .containsPattern(
                        "v3.0.9 at block %d, 1 block left(, about .*)?, decided.".formatted(height))
                .contains("Beware: The chain has halted at block %d for v0.2.1".formatted(height));
    }

    @Test
    void anRpcOfAnotherChainIsNamedAndOutvoted() {
        chain.fault(1, new Fault.OtherChain("gonka-testnet"));
        var program = program();

        var exit = program.runAtHome(flags("status", "--chain-id", SimChainConfig.CHAIN_ID));

        assertThat(exit).isEqualTo(69);
        assertThat(program.err()).contains("is on chain gonka-testnet, not on lockstep-rehearsal.");
    }

    @Test
    void twoRpcsThatDisagreeLeaveTheHeightUnknown() throws Exception {
        chain.fault(1, new Fault.OtherChain("gonka-testnet"));
        var program = program();

        var exit = program.runAtHome(flags("status", "--json"));

        assertThat(exit).isEqualTo(69);
        assertThat(json(program).at("/chain/head").isNull()).isTrue();
        assertThat(codes(json(program))).contains("chain.disagree");
    }

    @Test
    void withoutADockerEngineTheRestIsStillSaid() {
        var program =
                new Program(
                        home,
                        _ -> {
                            throw new ProblemException(
                                    new Problem(
                                            "docker.absent",
                                            "No Docker engine answers here.",
                                            "Everything else is read.",
                                            "Start it."));
                        },
                        _ -> world.engine());

        var exit = program.runAtHome(flags("status"));

        assertThat(exit).isZero();
        assertThat(program.runAtHome(flags("status", "--docker", "unix:///nowhere"))).isEqualTo(69);
        assertThat(program.err())
                .contains("No Docker engine answers here. Everything else is read. Start it.");
        assertThat(program.out()).contains("Chain lockstep-rehearsal");
    }

    @Test
    void lookingLeavesNothingBehind() throws Exception {
        var program = program();

        assertThat(program.runAtHome(flags("status"))).isZero();

        try (var left = Files.list(home)) {
            assertThat(left).isEmpty();
        }
    }

    private Program program() {
        return new Program(home, _ -> world.host(), _ -> world.engine());
    }

    private String[] flags(String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        chain.rpcs().forEach(rpc -> all.addAll(List.of("--rpc", rpc.toString())));
        all.addAll(List.of("--rest", chain.rest().toString()));
        all.addAll(List.of("--dapi", apiNode.uri().toString()));
        return all.toArray(String[]::new);
    }

    private static JsonNode json(Program program) throws Exception {
        return new ObjectMapper().readTree(program.out());
    }

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> codes(JsonNode status) {
        return status.get("problems").findValuesAsText("code");
    }
}
