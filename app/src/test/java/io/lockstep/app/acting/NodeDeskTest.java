package io.lockstep.app.acting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.lockstep.app.acting.ChainDesk.SignOrder;
import io.lockstep.app.containers.registry.DockerCredentials;
import io.lockstep.app.containers.registry.Patience;
import io.lockstep.app.containers.registry.Registry;
import io.lockstep.app.rehearsal.chain.SimChain;
import io.lockstep.app.rehearsal.chain.SimChainConfig;
import io.lockstep.app.rehearsal.chain.ledger.Bech32;
import io.lockstep.app.rehearsal.chain.ledger.Digest;
import io.lockstep.app.rehearsal.chain.ledger.GovernanceRules;
import io.lockstep.app.rehearsal.chain.ledger.ProposalDraft;
import io.lockstep.app.settings.Folders;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.testing.Eventually;
import io.lockstep.app.upgrade.ConsoleLock;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.key.Keystore;
import io.lockstep.chain.key.SigningKey;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.rest.GovernanceClient;
import io.lockstep.chain.rest.RestClient;
import io.lockstep.chain.tx.SignerData;
import io.lockstep.chain.tx.send.Outcome;
import io.lockstep.chain.tx.send.Standing;
import io.lockstep.chain.upgrade.Generation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the console signs and sends, against a chain that checks every signature, sequence and
/// grant.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeDeskTest {
    private static final String PASSWORD = "long password";
    private static final Address NORTH = new Address(Bech32.addressFor("north"));
    private static final Address COLD = new Address(Bech32.addressFor("east"));
    private static final Manner UNORDERED =
            new Manner(
                    Optional.of(Duration.ofMinutes(5)),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Manner.PATIENCE);

    private final SimChain chain = start();
    private final HttpServer images = images();
    private final GovernanceClient governance =
            new RestClient(chain.rest(), JsonHttp.forProbes()).governance();
    private Folders folders = Folders.under(Path.of(""));

    @BeforeAll
    void keepTheKey(@TempDir Path home) {
        folders = Folders.under(home);
        var keys = new Keystore(folders.data().resolve("keys"), new SecureRandom());
        try (var key = key()) {
            keys.keep("north", key, PASSWORD.toCharArray());
        }
        keys.watch("cold", COLD);
    }

    @AfterAll
    void stop() {
        chain.close();
        images.stop(0);
    }

    @Test
    void aVoteIsShownSignedSentAndCounted() {
        var id = proposed();
        var desk = desk();
        List<String> heard = new ArrayList<>();

        var preview = desk.preview(wish(new Act.Vote(id, "yes=0.7,no=0.3")));
        assertThat(preview.against()).isEmpty();
        assertThat(preview.words().getFirst()).contains("votes yes with 0.7, no with 0.3");
        assertThat(governance.vote(id, NORTH.text())).isEmpty();
        var outcome =
                desk.send(preview, () -> desk.unlock("north", PASSWORD.toCharArray()), heard::add);

        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(governance.tally(id).yes()).isEqualTo(434_000);
        assertThat(governance.tally(id).no()).isEqualTo(186_000);
        assertThat(heard).last().asString().contains("waiting for a block");
        assertThat(desk.open()).isEmpty();
    }

    @Test
    void aProposalIsCheckedBeforeItCostsAndThenOpensItsVoteAtOnce() {
        var desk = desk();
        var late = desk.preview(wish(new Act.NodeVersion("v9", chain.height() + 5, terms())));
        assertThat(late.objections()).anyMatch(text -> text.contains("passed too late"));

        var outcome =
                send(desk, wish(new Act.NodeVersion("v9.1", chain.height() + 50_000, terms())));

        var id = ((Outcome.Done) outcome).result().proposal().orElseThrow();
        assertThat(governance.proposal(id).orElseThrow().status())
                .isEqualTo(ProposalStatus.VOTING_PERIOD);
    }

    @Test
    void aVersionWithoutAnImageIsObjectedTo() {
        var act = new Act.NodeVersion("v9.9", chain.height() + 50_000, terms());

        assertThat(desk().preview(wish(act)).objections())
                .anyMatch(text -> text.startsWith("No MLNode could change to v9.9"));
    }

    /// Proposal, deposit, vote, weighted vote and cancellation, each with its own grant.
    @Test
    void aWarmKeyDoesEverythingForTheColdOneInsideAnExec() {
        for (var type : List.of("SubmitProposal", "Deposit", "Vote", "VoteWeighted")) {
            chain.allow(COLD.text(), NORTH.text(), "/cosmos.gov.v1.Msg" + type);
        }
        awaitBlocks();
        var desk = desk();
        var act =
                new Act.SoftwareUpgrade(
                        "v0.9",
                        chain.height() + 60_000,
                        "{\"node_version\":\"v9.2\"}",
                        new Act.Terms("Nine", "Two.", "", Optional.of("400ngonka"), false));

        var id = ((Outcome.Done) send(desk, granted(act))).result().proposal().orElseThrow();
        assertThat(governance.proposal(id).orElseThrow().proposer()).isEqualTo(COLD.text());
        assertDone(send(desk, granted(new Act.Fund(id, "600ngonka"))));
        assertDone(send(desk, granted(new Act.Vote(id, "no"))));
        assertThat(governance.tally(id).no()).isEqualTo(230_000);
        assertDone(send(desk, granted(new Act.Vote(id, "yes=0.5,abstain=0.5"))));
        assertThat(governance.tally(id).yes()).isEqualTo(115_000);

        var refused = desk.preview(granted(new Act.Cancel(id)));
        assertThat(refused.against()).anyMatch(text -> text.contains("authorization not found"));
        chain.allow(COLD.text(), NORTH.text(), "/cosmos.gov.v1.MsgCancelProposal");
        awaitBlocks();
        assertDone(send(desk, granted(new Act.Cancel(id))));
        assertThat(governance.proposal(id)).isEmpty();
    }

    @Test
    void anUnorderedDepositStandsOutsideTheSequence() {
        var id = proposed();
        var desk = desk();
        var wish = new Wish(new Act.Fund(id, "50ngonka"), "north", Optional.empty(), UNORDERED);
        var before = desk.preview(wish(new Act.Vote(id, "yes"))).sequence();

        assertDone(send(desk, wish));

        assertThat(desk.preview(wish(new Act.Vote(id, "yes"))).sequence()).isEqualTo(before);
    }

    @Test
    void aFileGoesToTheColdMachineAndBackAndIsSentOnce(@TempDir Path stick) {
        var id = proposed();
        var desk = desk();
        var preview = desk.preview(wish(new Act.Vote(id, "abstain")));
        var unsigned = stick.resolve("vote.json");
        var file = stick.resolve("signed.json");
        assertThat(desk.unsigned(preview, unsigned).commands()).hasSize(4);
        var account = preview.account().orElseThrow();
        var data = new SignerData(chain.genesis().chainId(), account.number(), account.sequence());
        var order = new SignOrder(desk.read(unsigned), data, Optional.empty(), file);
        desk.sign(order, NodeDeskTest::key);

        var signed = desk.readSigned(file);
        assertThat(signed.words().getFirst()).contains("votes abstain on proposal " + id);
        assertThat(desk.standing(signed)).isInstanceOf(Standing.Fit.class);
        var outcome = desk.broadcast(signed, Manner.PATIENCE);

        assertDone(outcome);
        assertThat(desk.standing(signed)).isEqualTo(new Standing.Ended(outcome));
        assertThat(desk.broadcast(signed, Manner.PATIENCE)).isEqualTo(outcome);
        assertThat(desk.preview(wish(new Act.Vote(id, "no"))).sequence())
                .isEqualTo(account.sequence() + 1);
        assertThat(governance.vote(id, NORTH.text())).isPresent();
    }

    @Test
    void aFileForAnotherChainOrSequenceIsRefusedBeforeItIsSent(@TempDir Path stick) {
        var desk = desk();
        var preview = desk.preview(wish(new Act.Vote(proposed(), "yes")));
        var number = preview.account().orElseThrow().number();
        var unsigned = stick.resolve("vote.json");
        desk.unsigned(preview, unsigned);
        var elsewhere = new SignerData("gonka-elsewhere", number, preview.sequence());
        var later = new SignerData(chain.genesis().chainId(), number, preview.sequence() + 2);

        assertThat(unfit(desk, unsigned, elsewhere, stick.resolve("a.json")))
                .contains("does not hold for the chain");
        assertThat(unfit(desk, unsigned, later, stick.resolve("b.json")))
                .contains("Others must be in a block before");
        assertThatThrownBy(() ->
                        desk.broadcast(desk.readSigned(stick.resolve("b.json")), Manner.PATIENCE))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void aWrongPasswordAWatchedKeyAndABusyFolderSendNothing() {
        var id = proposed();
        var desk = desk();
        var preview = desk.preview(wish(new Act.Vote(id, "yes")));

        assertThatThrownBy(() ->
                        desk.send(
                                preview,
                                () -> desk.unlock("north", "wrong one".toCharArray()),
                                _ -> {}))
                .hasMessageContaining("password");
        var watched = new Wish(new Act.Vote(id, "yes"), "cold", Optional.empty(), Manner.USUAL);
        assertThatThrownBy(() -> desk.preview(watched).ready())
                .hasMessageContaining("only watched");
        try (var _ = ConsoleLock.take(Sending.folder(folders)).orElseThrow()) {
            assertThatThrownBy(() -> desk.send(preview, NodeDeskTest::key, _ -> {}))
                    .hasMessageContaining("Another program");
        }
        assertThat(governance.vote(id, NORTH.text())).isEmpty();
        assertThat(desk.open()).isEmpty();
    }

    @Test
    void withoutANodeOnlyAnUnsignedFileIsPossibleAndThatIsSaid(@TempDir Path stick) {
        var desk =
                new NodeDesk(
                        Settings.defaults(),
                        folders,
                        JsonHttp.forProbes(),
                        Clock.systemUTC(),
                        Optional.empty());

        var preview = desk.preview(wish(new Act.Vote(7, "yes")));

        assertThat(preview.against()).anyMatch(text -> text.startsWith("Nothing was checked"));
        assertThatThrownBy(preview::ready).hasMessageContaining("Nothing was checked");
        assertThat(desk.unsigned(preview, stick.resolve("vote.json")).commands().getFirst())
                .contains("--chain-id CHAIN-ID", "--account-number ACCOUNT-NUMBER");
        assertThat(desk.read(stick.resolve("vote.json")).words())
                .anyMatch(text -> text.contains("votes yes on proposal 7"));
    }

    private String unfit(ChainDesk desk, Path unsigned, SignerData data, Path out) {
        desk.sign(
                new SignOrder(desk.read(unsigned), data, Optional.empty(), out), NodeDeskTest::key);
        var standing = desk.standing(desk.readSigned(out));
        assertThat(standing).isInstanceOf(Standing.Unfit.class);
        return ((Standing.Unfit) standing).why().what();
    }

    private static Outcome send(ChainDesk desk, Wish wish) {
        return desk.send(desk.preview(wish), NodeDeskTest::key, _ -> {});
    }

    private static void assertDone(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
    }

    private static SigningKey key() {
        var secret = Digest.hex(Digest.sha256("account of north")).toLowerCase(Locale.ROOT);
        return SigningKey.ofHex(secret.toCharArray());
    }

    private static Wish wish(Act act) {
        return new Wish(act, "north", Optional.empty(), Manner.USUAL);
    }

    private static Wish granted(Act act) {
        return new Wish(act, "north", Optional.of(COLD), Manner.USUAL);
    }

    private static Act.Terms terms() {
        return new Act.Terms("Nine", "Nine it is.", "", Optional.empty(), false);
    }

    private long proposed() {
        var draft = ProposalDraft.partialUpgrade("v8", chain.height() + 40_000);
        var id = chain.submitProposal(draft);
        assertThat(Eventually.see(() -> chain.ledger().proposals().containsKey(id), seen -> seen))
                .isTrue();
        return id;
    }

    /// A look for a block is worth it only when there is a new one.
    private void awaitBlock() throws InterruptedException {
        var made = new CountDownLatch(1);
        try (var _ = chain.onBlock(_ -> made.countDown())) {
            var _ = made.await(10, TimeUnit.SECONDS);
        }
    }

    /// What was sent before is in a block afterwards, whichever was being made then.
    private void awaitBlocks() {
        var now = chain.height();
        assertThat(Eventually.see(chain::height, seen -> seen > now + 1)).isGreaterThan(now + 1);
    }

    private NodeDesk desk() {
        var before = Settings.defaults();
        var usual = before.upgrade();
        var host = "127.0.0.1:" + images.getAddress().getPort();
        var chained =
                new Settings(
                        new Settings.Chain(
                                List.of(),
                                Optional.of(chain.rest()),
                                Optional.of(chain.genesis().chainId()),
                                Duration.ofSeconds(1)),
                        before.apiNode(),
                        before.docker(),
                        before.engine(),
                        new Settings.Upgrade(
                                host + "/mlnode:{tag}",
                                Optional.empty(),
                                usual.policy(),
                                usual.settleBlocks(),
                                usual.drainLimit(),
                                usual.readyLimit(),
                                usual.holdLimit()));
        var registry =
                new Registry(
                        List.of(host),
                        new DockerCredentials(folders.config(), ""),
                        Optional.empty(),
                        Patience.usual());
        return new NodeDesk(
                chained,
                folders,
                JsonHttp.forProbes(),
                Clock.systemUTC(),
                Optional.of(registry),
                _ -> awaitBlock());
    }

    /// A registry that lacks 9.9 and has no word about the rest.
    private static HttpServer images() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/",
                    exchange -> {
                        var lacks = exchange.getRequestURI().getPath().endsWith("/9.9");
                        exchange.sendResponseHeaders(lacks ? 404 : 500, -1);
                        exchange.close();
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SimChain start() {
        var config =
                SimChainConfig.rehearsal(Generation.R1, Duration.ofMillis(100), Clock.systemUTC());
        var rules =
                GovernanceRules.lasting(
                        Duration.ofHours(1), Duration.ofHours(1), Duration.ofMinutes(30));
        var known = List.of(Bech32.addressFor("proposer"));
        return SimChain.start(config.with(config.genesis().knowing(known).voting(rules)));
    }
}
