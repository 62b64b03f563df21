package io.lockstep.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.tx.SignedTx;
import io.lockstep.chain.tx.TxDecoder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// The gateway of a chain with one account, which checks signature and sequence of what it is sent
/// and puts it into the next block.
final class TxGateway implements AutoCloseable {
    static final String CHAIN = "gonka-testnet";
    static final long NUMBER = 7;
    static final long FIRST_SEQUENCE = 3;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOT_FOUND = "{\"code\":5,\"message\":\"not found\",\"details\":[]}";

    final List<SignedTx> taken = new CopyOnWriteArrayList<>();

    /// Takes what it is sent, lets nobody know and makes no block of it.
    volatile boolean mute;

    private final Address account;
    private final HttpServer server;
    private final AtomicLong height = new AtomicLong(100);

    private record Answer(int status, String body) {}

    TxGateway(Address account) throws IOException {
        this.account = account;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        var answer = answer(exchange.getRequestURI().getPath(), exchange);
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer answer(String path, HttpExchange exchange) throws IOException {
        if (path.endsWith("/blocks/latest")) {
            return fine(
                    """
                    {"block":{"header":{"chain_id":"%s","height":"%d","time":"%s"}}}
                    """
                            .formatted(CHAIN, height.incrementAndGet(), Instant.now()));
        }
        if (path.endsWith("/account_info/" + account)) {
            return fine(
                    """
                    {"info":{"address":"%s","account_number":"%d","sequence":"%d"}}
                    """
                            .formatted(account, NUMBER, sequence()));
        }
        if (path.endsWith("/node/v1beta1/config")) {
            return fine("{\"minimum_gas_price\":\"0.1ngonka\"}");
        }
        if (path.endsWith("/simulate")) {
            return fine("{\"gas_info\":{\"gas_used\":\"80000\"}}");
        }
        if (exchange.getRequestMethod().equals("POST")) {
            return broadcast(exchange);
        }
        return taken.stream()
                .filter(tx -> !mute && path.endsWith("/txs/" + tx.hash()))
                .map(tx -> fine(response(tx, 0, height.get())))
                .findFirst()
                .orElse(new Answer(404, NOT_FOUND));
    }

    private Answer broadcast(HttpExchange exchange) throws IOException {
        var sent = JSON.readTree(exchange.getRequestBody()).at("/tx_bytes").asText();
        var tx = TxDecoder.read(Base64.getDecoder().decode(sent));
        var code = code(tx);
        if (code == 0) {
            taken.add(tx);
        }
        return mute ? new Answer(502, "<html>Bad gateway</html>") : fine(response(tx, code, 0));
    }

    private long sequence() {
        var ordered =
                taken.stream()
                        .filter(tx -> !tx.draft().unordered())
                        .map(SignedTx::hash)
                        .distinct()
                        .count();
        return FIRST_SEQUENCE + (mute ? 0 : ordered);
    }

    private int code(SignedTx tx) {
        if (!tx.holdsFor(CHAIN, NUMBER)) {
            return 4;
        }
        return tx.draft().unordered() || tx.sequence() == sequence() ? 0 : 32;
    }

    private static String response(SignedTx tx, int code, long height) {
        return """
        {"tx_response":{"txhash":"%s","height":"%d","codespace":"%s","code":%d,"raw_log":"",
        "gas_used":"81000","events":[]}}
        """
                .formatted(tx.hash(), height, code == 0 ? "" : "sdk", code);
    }

    private static Answer fine(String body) {
        return new Answer(200, body);
    }
}
