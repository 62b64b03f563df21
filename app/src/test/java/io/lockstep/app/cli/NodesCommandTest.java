package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.app.fakes.FakeContainerHost;
import io.lockstep.app.rehearsal.Asker;
import io.lockstep.app.rehearsal.Relay;
import io.lockstep.app.rehearsal.chain.SimChain;
import io.lockstep.app.rehearsal.chain.SimChainConfig;
import io.lockstep.app.rehearsal.dapi.ApiNodeConfig;
import io.lockstep.app.rehearsal.dapi.NodeEntry;
import io.lockstep.app.rehearsal.dapi.SimApiNode;
import io.lockstep.app.rehearsal.dapi.Timers;
import io.lockstep.app.rehearsal.mlnode.MlNode;
import io.lockstep.app.rehearsal.mlnode.MlNodeConfig;
import io.lockstep.app.rehearsal.mlnode.MlNodeConfig.Flavour;
import io.lockstep.app.session.Parts;
import io.lockstep.app.settings.Folders;
import io.lockstep.app.upgrade.Journal;
import io.lockstep.app.upgrade.JournalEntry;
import io.lockstep.app.upgrade.act.FrontSpec;
import io.lockstep.chain.upgrade.Generation;
import io.lockstep.engine.control.EngineClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `lockstep nodes` against the simulated API node.
class NodesCommandTest {
    private static final Duration BLOCK = Duration.ofMillis(50);

    @TempDir private Path folder;

    private final MlNode mlNode = MlNode.start(MlNodeConfig.quick("v3.0.8", Flavour.R0));
    private final Relay relay = new Relay(mlNode);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final SimChain chain =
            SimChain.start(SimChainConfig.rehearsal(Generation.R1, BLOCK, Clock.systemUTC()));
    private final SimApiNode node =
            SimApiNode.start(
                    new ApiNodeConfig(
                            Generation.R1,
                            chain.rpcs(),
                            chain.rest(),
                            true,
                            Timers.rehearsal(BLOCK),
                            _ -> {},
                            Optional.empty()),
                    Clock.systemUTC());

    @BeforeEach
    void start() throws Exception {
        node.drive(NodeEntry.recorded(relay.management(), relay.inference()));
        Asker.until("a block", () -> node.height() > 0);
    }

    @AfterEach
    void close() {
        node.close();
        chain.close();
        relay.close();
        mlNode.close();
    }

    @Test
    void theListTellsGenerationEpochAndEachEntry() throws Exception {
        var exit = run("nodes", "--json");

        var nodes = new ObjectMapper().readTree(out.toString());
        assertThat(exit).as(err.toString()).isZero();
        assertThat(nodes.at("/api/generation").asText()).isEqualTo("R1");
        assertThat(nodes.at("/apiNodes/0/id").asText()).isEqualTo("node1");
        assertThat(nodes.at("/apiNodes/0/standing/slots/0/weight").asLong()).isEqualTo(812);

        run("nodes");
        assertThat(out.toString())
                .contains("API node: generation R1")
                .contains("next PoC at")
                .contains("node1 at 127.0.0.1:");
    }

    @Test
    void whatSpeaksAgainstItIsSaidAndNothingIsAsked() {
        var exit = run("nodes", "disable", "node1", "--yes");

        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("only enabled MLNode").contains("--anyway");
        assertThat(run("nodes", "enable", "node1", "--yes")).isZero();
        assertThat(out.toString()).contains("It is so already");
    }

    @Test
    void itIsDoneAnywayLookedAtAndKeptInTheJournalWithTheWayBack() {
        var exit = run("nodes", "disable", "node1", "--yes", "--anyway");

        assertThat(exit).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("POST /admin/v1/nodes/node1/disable")
                .contains("The way back: lockstep nodes enable node1");
        assertThat(journal())
                .anyMatch(text -> text.contains("is disabled"))
                .contains("The API node's list says so.");
    }

    @Test
    void anUnknownIdIsNoQuestionToTheApiNode() {
        assertThat(run("nodes", "enable", "other", "--yes")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("it has node1");
    }

    @Test
    void aMoveToNowhereIsUndone() {
        var exit =
                run(
                        "nodes",
                        "move",
                        "node1",
                        "--poc-port",
                        "1",
                        "--inference-port",
                        "1",
                        "--within",
                        "1s",
                        "--yes");

        assertThat(exit).as(out + " " + err).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("It was undone");
        run("nodes");
        assertThat(out.toString()).contains(", " + relay.management().getPort());
    }

    @Test
    void nobodyToAskIsNobodyWhoAgrees() {
        var exit = run("nodes", "move", "node1", "--host", "localhost");

        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Nobody is there to agree");
    }

    private List<String> journal() {
        try (var journal = Journal.open(Folders.under(folder).data(), Clock.systemUTC())) {
            return journal.newest(9).stream().map(JournalEntry::text).toList();
        }
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(
                List.of(
                        "--home",
                        folder.toString(),
                        "--dapi",
                        node.admin().toString(),
                        "--dapi-public",
                        node.publicSide().toString(),
                        "--rest",
                        chain.rest().toString(),
                        "--rpc",
                        chain.rpcs().getFirst().toString()));
        var terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true));
        var asking =
                new TerminalAsking(
                        terminal, new ByteArrayInputStream(new byte[0]), Optional.empty());
        return new CommandLineProgram(parts(), _ -> {}, terminal.out(), terminal.err())
                .with(
                        new NodesCommand(parts(), terminal),
                        new NodesEnableCommand(terminal, asking),
                        new NodesDisableCommand(terminal, asking),
                        new NodesMoveCommand(terminal, asking))
                .run(all.toArray(String[]::new));
    }

    private static Parts parts() {
        return new Parts(
                _ -> new FakeContainerHost(),
                _ ->
                        () -> {
                            throw new IOException("no socket in a test");
                        },
                EngineClient::over,
                _ -> FrontSpec.of("lockstep-engine", "engine:1"));
    }
}
