package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
        var height = chain.height() + 2_000;
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

    private long proposed() {
        var id = chain.submitProposal(ProposalDraft.partialUpgrade("v9", chain.height() + 2_000));
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
