package io.lockstep.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.HeightFollower;
import io.lockstep.chain.follow.RpcView;
import io.lockstep.chain.follow.RpcView.Verdict;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.rest.GovernanceClient;
import io.lockstep.chain.rest.RestClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Everything a node, a proxy in front of it or a stranger in its place may answer, over real
/// sockets: each is a named problem of that address, and nothing else is disturbed.
class MalformedAnswersTest {
    private static final String STATUS =
            """
            {"result":{"node_info":{"network":"gonka"},"sync_info":{"latest_block_hash":"A",
            "latest_block_height":%s,"catching_up":%s,"latest_block_time":"2026-01-01T00:00:00Z"}}}
            """;

    private final FakeNode first = FakeNode.start();
    private final FakeNode second = FakeNode.start();
    private final FakeNode bad = FakeNode.start();

    @AfterEach
    void stop() {
        first.close();
        second.close();
        bad.close();
    }

    static List<Arguments> answers() {
        return List.of(
                Arguments.of("truncated", 200, "{\"result\":{\"node_info\":{\"netw", "malformed"),
                Arguments.of("nothing", 200, "", "malformed"),
                Arguments.of("a page", 200, "<!doctype html><title>Welcome</title>", "malformed"),
                Arguments.of("a proxy's 502", 502, "<html>Bad Gateway</html>", "unavailable"),
                Arguments.of("a proxy's 504", 504, "<html>Gateway Time-out</html>", "unavailable"),
                Arguments.of("a proxy's 429", 429, "<html>Too Many</html>", "malformed"),
                Arguments.of("a list", 200, "[]", "malformed"),
                Arguments.of("an error without sense", 200, "{\"error\":7}", "refused"),
                Arguments.of("no height", 200, STATUS.formatted("null", "false"), "malformed"),
                Arguments.of(
                        "a height of words",
                        200,
                        STATUS.formatted("\"ten\"", "false"),
                        "malformed"),
                Arguments.of("half a height", 200, STATUS.formatted("10.5", "false"), "malformed"),
                Arguments.of(
                        "a height in a list", 200, STATUS.formatted("[10]", "false"), "malformed"),
                Arguments.of("a flag of words", 200, STATUS.formatted("10", "\"no\""), "malformed"),
                Arguments.of("deep", 200, "[".repeat(100_000), "malformed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void oneBadNodeOfThreeIsNamedAndTheHeadStands(String what, int status, String body, String code)
            throws Exception {
        bad.answers("/status", status, body).answers("/abci_info", 200, applied("10"));

        assertBadIsNamed(bad.address(), "chain." + code);
    }

    @Test
    void aRedirectInACircleIsNotFollowed() throws Exception {
        bad.redirects("/status", "/status");

        assertBadIsNamed(bad.address(), "chain.malformed");
    }

    /// No more is read of it than the limit: the sender is cut off long before its end.
    @Test
    void aBodyOfAHundredMebibytesIsCutOff() throws Exception {
        var mostTaken = new AtomicLong();
        try (var server = raw(socket -> send(socket, 100, mostTaken))) {
            assertBadIsNamed(address(server), "chain.malformed");

            assertThat(mostTaken.get()).isLessThan(40L << 20);
        }
    }

    @Test
    void aConnectionThatEndsInTheMiddleIsNamed() throws Exception {
        try (var server =
                raw(socket -> write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"))) {
            assertBadIsNamed(address(server), "chain.unreachable");
        }
    }

    @Test
    void whatIsNoHttpIsNamed() throws Exception {
        try (var server = raw(socket -> write(socket, "SSH-2.0-OpenSSH_9.6\r\n"))) {
            assertBadIsNamed(address(server), "chain.unreachable");
        }
    }

    @ParameterizedTest
    @CsvSource({"10,false", "'\"10\"',false", "'\"10\"',null"})
    void aNumberMayComeAsANumberOrAsAString(String height, String flag) throws Exception {
        bad.answers("/status", 200, STATUS.formatted(height, flag))
                .answers("/abci_info", 200, applied("10"));

        try (var follower = follow(bad.address())) {
            var view =
                    await(
                            follower,
                            seen ->
                                    seen.rpcs().stream()
                                                    .filter(MalformedAnswersTest::agrees)
                                                    .count()
                                            == 3);

            assertThat(view.head().orElseThrow().agreeing()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"proposals\":{}}",
                "{\"proposals\":[{}]}",
                "{\"proposals\":[7]}",
                "{\"proposals\":[{\"id\":\"x\",\"status\":\"PROPOSAL_STATUS_PASSED\"}]}",
                "{\"proposals\":[{\"id\":1,\"status\":[]}]}",
                "{\"proposals\":[{\"id\":1,\"status\":\"\",\"title\":{}}]}",
                "{\"proposals\":[{\"id\":1,\"status\":\"\",\"expedited\":\"yes\"}]}",
                "{\"proposals\":[{\"id\":1,\"status\":\"\",\"voting_end_time\":\"soon\"}]}",
                "{\"proposals\":[{\"id\":1,\"status\":\"\",\"total_deposit\":[{\"denom\":\"a\",\"amount\":\"-1\"}]}]}",
                "{\"proposals\":[{\"id\":1,\"status\":\"\",\"final_tally_result\":{\"yes_count\":\"many\"}}]}"
            })
    void aProposalOfTheWrongKindIsAProblemAndNeverADefault(String body) {
        first.answers("/cosmos/gov/v1/proposals?pagination.reverse=true", 200, body);

        assertThat(problem(() -> governance().proposals()).code()).isEqualTo("chain.malformed");
    }

    @Test
    void aListThatIsTooLongForItsPageLeavesTheOthersReadable() {
        first.answers("/cosmos/gov/v1/proposals/1/votes", 200, "[" + " ".repeat(17 << 20))
                .plays("/cosmos/gov/v1/params/voting", 200, "r0/gov-params-voting.json");

        assertThat(problem(() -> governance().votes(1)).what()).contains("more than 16 MiB");
        assertThat(governance().params().minDeposit()).hasSize(1);
    }

    @Test
    void aProxysPageOnTheGatewayIsNamedAsTheNodesAbsence() {
        first.answers("/cosmos/upgrade/v1beta1/current_plan", 503, "<html>503</html>");

        var problem = problem(() -> new RestClient(first.address(), http()).currentPlan());

        assertThat(problem.code()).isEqualTo("chain.unavailable");
        assertThat(problem.what()).contains("status 503");
    }

    private void assertBadIsNamed(URI address, String code) throws Exception {
        good(first);
        good(second);
        try (var follower = follow(address)) {
            var view =
                    await(
                            follower,
                            seen -> seen.head().isPresent() && last(seen).problem().isPresent());

            assertThat(last(view).problem().orElseThrow().code()).isEqualTo(code);
            assertThat(last(view).problem().orElseThrow().what()).contains(address.toString());
            assertThat(last(view).verdict()).isIn(Verdict.MALFORMED, Verdict.UNREACHABLE);
            assertThat(view.head().orElseThrow().agreeing()).isEqualTo(2);
        }
    }

    private HeightFollower follow(URI third) {
        good(first);
        good(second);
        return HeightFollower.start(
                new HeightFollower.Config(
                        List.of(first.address(), second.address(), third),
                        Optional.empty(),
                        Duration.ofMillis(50)),
                Clock.systemUTC());
    }

    private static void good(FakeNode node) {
        node.answers("/status", 200, STATUS.formatted("\"10\"", "false"))
                .answers("/abci_info", 200, applied("10"));
    }

    private static String applied(String height) {
        return "{\"result\":{\"response\":{\"last_block_height\":\"%s\"}}}".formatted(height);
    }

    private static RpcView last(ChainView view) {
        return view.rpcs().getLast();
    }

    private static boolean agrees(RpcView rpc) {
        return rpc.verdict() == Verdict.AGREES;
    }

    private GovernanceClient governance() {
        return new GovernanceClient(first.address(), http());
    }

    private static JsonHttp http() {
        return JsonHttp.forProbes();
    }

    private static Problem problem(ThrowingCallable question) {
        return catchThrowableOfType(ProblemException.class, question).problem();
    }

    private static ServerSocket raw(Consumer<Socket> answer) throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual()
                .start(() -> {
                    while (!server.isClosed()) {
                        try (var socket = server.accept()) {
                            answer.accept(socket);
                        } catch (IOException | UncheckedIOException _) {
                            // The one who asked hung up, or the test is over.
                        }
                    }
                });
        return server;
    }

    private static URI address(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private static void write(Socket socket, String answer) {
        try {
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Counts for the connection that took most: a follower asks again and again.
    private static void send(Socket socket, int mebibytes, AtomicLong mostTaken) {
        write(
                socket,
                "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n[".formatted((long) mebibytes << 20));
        var block = " ".repeat(1 << 16);
        long taken = 0;
        for (int block64 = 0; block64 < mebibytes * 16; block64++) {
            write(socket, block);
            taken += block.length();
            mostTaken.accumulateAndGet(taken, Math::max);
        }
    }

    private static ChainView await(HeightFollower follower, Predicate<ChainView> wanted)
            throws Exception {
        var found = new CompletableFuture<ChainView>();
        try (var _ =
                follower.onChange(view -> {
                    if (wanted.test(view)) {
                        found.complete(view);
                    }
                })) {
            return found.get(20, TimeUnit.SECONDS);
        }
    }
}
