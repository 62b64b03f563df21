package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.app.rehearsal.chain.SimChain;
import io.lockstep.app.rehearsal.chain.SimChainConfig;
import io.lockstep.app.rehearsal.chain.ledger.Bech32;
import io.lockstep.app.rehearsal.chain.ledger.Digest;
import io.lockstep.app.rehearsal.chain.ledger.GovernanceRules;
import io.lockstep.app.rehearsal.chain.ledger.ProposalDraft;
import io.lockstep.app.testing.Eventually;
import io.lockstep.chain.governance.Proposal;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.rest.RestClient;
import io.lockstep.chain.upgrade.Generation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The acting commands against a chain that checks every signature: simulated, signed, broadcast,
/// in a block.
@Timeout(300)
class ActingOnChainTest {
    private static final Duration BLOCK = Duration.ofMillis(200);

    @TempDir private Path home;

    private final ActingProgram program = new ActingProgram();
    private final SimChain chain = start();
    private final RestClient rest = new RestClient(chain.rest(), JsonHttp.forProbes());

    @AfterEach
    void stop() {
        chain.close();
    }

    @Test
    void aProposalIsMadeFundedAndVotedWithSharesAndOutsideTheSequence() {
        var height = chain.height() + 40_000;
        keys("north", "east", "south");

        acts(
                "north",
                "propose",
                "node-version",
                "v9",
                "--height",
                "" + height,
                "--deposit",
                "400ngonka");
        assertThat(proposal().status()).isEqualTo(ProposalStatus.DEPOSIT_PERIOD);

        acts("east", "deposit", "1", "600ngonka", "--unordered", "--timeout", "5m");
        acts("north", "vote", "1", "yes=0.8,no=0.2");
        acts("east", "vote", "1", "yes");

        assertThat(rest.governance().tally(1).yes()).isEqualTo(496_000 + 230_000);
        assertThat(rest.governance().tally(1).no()).isEqualTo(124_000);
    }

    @Test
    void aWarmKeyVotesForAColdOneOnlyWithItsGrant() {
        keys("warm");
        var cold = Bech32.addressFor("north");
        var id = proposed();

        var exit = run("warm", "vote", "" + id, "yes", "--exec-as", cold);
        assertThat(exit).isEqualTo(ExitCode.FAILED);
        assertThat(program.err()).contains("authorization not found");

        chain.allow(cold, Bech32.addressFor("warm"), "/cosmos.gov.v1.MsgVote");
        awaitBlocks();
        acts("warm", "vote", "" + id, "yes", "--exec-as", cold);

        assertThat(rest.governance().vote(id, cold)).isPresent();
        assertThat(rest.governance().tally(id).yes()).isEqualTo(620_000);
    }

    @Test
    void aCancelledProposalIsGoneAndAnotherCannotCancelIt() {
        keys("proposer", "south");
        var id = proposed();

        assertThat(run("south", "cancel", "" + id)).isEqualTo(ExitCode.FAILED);
        assertThat(program.err()).contains("invalid proposer");

        acts("proposer", "cancel", "" + id);
        assertThat(rest.governance().proposal(id)).isEmpty();
    }

    @Test
    void anAccountThatTheChainDoesNotKnowSignsNothing() {
        keys("stranger");

        assertThat(run("stranger", "vote", "" + proposed(), "yes")).isEqualTo(ExitCode.FAILED);
        assertThat(program.err()).contains(Bech32.addressFor("stranger"));
    }

    @Test
    void aSoftwareUpgradeIsCheckedWithItsInfoFileBeforeItCostsADeposit() throws IOException {
        var info = Files.writeString(home.resolve("info.json"), "https://example.org/info");
        var file = home.resolve("upgrade.json");
        var height = "" + (chain.height() + 40_000);

        assertThat(softwareUpgrade(height, info, file)).isEqualTo(ExitCode.FAILED);
        assertThat(program.err()).contains("The info is no JSON object");
        Files.writeString(info, "{\"node_version\":\"v9\"}");
        assertThat(softwareUpgrade("3", info, file)).isEqualTo(ExitCode.FAILED);
        assertThat(program.err()).contains("The height 3 is not in the future");
        assertThat(file).doesNotExist();

        assertThat(softwareUpgrade(height, info, file)).as(program.err()).isZero();

        var proposal = new ObjectMapper().readTree(file.toFile()).at("/body/messages/0");
        assertThat(proposal.at("/messages/0/@type").asText())
                .isEqualTo("/cosmos.upgrade.v1beta1.MsgSoftwareUpgrade");
        assertThat(proposal.at("/messages/0/plan/name").asText()).isEqualTo("v0.9.1");
        assertThat(proposal.at("/messages/0/plan/info").asText())
                .isEqualTo("{\"node_version\":\"v9\"}");
        assertThat(proposal.at("/initial_deposit/0/amount").asText())
                .as("what begins the vote at once")
                .isEqualTo("" + rest.governance().params().minDeposit().getFirst().amount());
        assertThat(program.out()).contains("nothing was signed and nothing was sent");
    }

    private int softwareUpgrade(String height, Path info, Path file) {
        return run(
                Bech32.addressFor("north"),
                "propose",
                "software-upgrade",
                "v0.9.1",
                "--height",
                height,
                "--info",
                info.toString(),
                "--generate-only",
                file.toString());
    }

    private long proposed() {
        var id = chain.submitProposal(ProposalDraft.partialUpgrade("v9", chain.height() + 40_000));
        await(id);
        return id;
    }

    /// What was sent before is in a block afterwards, whichever was being made then.
    private void awaitBlocks() {
        var now = chain.height();
        assertThat(Eventually.see(chain::height, seen -> seen > now + 1)).isGreaterThan(now + 1);
    }

    private void await(long id) {
        var there = Eventually.see(() -> chain.ledger().proposals().containsKey(id), seen -> seen);
        assertThat(there).isTrue();
    }

    private Proposal proposal() {
        return rest.governance().proposal(1).orElseThrow();
    }

    private void acts(String key, String... command) {
        assertThat(run(key, command)).as(program.out() + program.err()).isZero();
    }

    private int run(String key, String... command) {
        var all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--from", key, "--yes", "--home", home.toString()));
        all.addAll(List.of("--rest", chain.rest().toString()));
        return program.run("long password\n", all.toArray(String[]::new));
    }

    private void keys(String... names) {
        for (var name : names) {
            var secret = Digest.hex(Digest.sha256("account of " + name)).toLowerCase(Locale.ROOT);
            var exit =
                    program.run(
                            secret + "\nlong password\nlong password\n",
                            "keys",
                            "import",
                            name,
                            "--hex",
                            "--home",
                            home.toString());
            assertThat(exit).as(program.err()).isZero();
        }
    }

    private static SimChain start() {
        var config = SimChainConfig.rehearsal(Generation.R1, BLOCK, Clock.systemUTC());
        var rules =
                GovernanceRules.lasting(
                        Duration.ofHours(1), Duration.ofHours(1), Duration.ofMinutes(30));
        var known = List.of(Bech32.addressFor("warm"), Bech32.addressFor("proposer"));
        return SimChain.start(config.with(config.genesis().knowing(known).voting(rules)));
    }
}
