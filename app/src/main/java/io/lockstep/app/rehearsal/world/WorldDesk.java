package io.lockstep.app.rehearsal.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.rehearsal.web.Call;
import io.lockstep.app.rehearsal.web.WebServer.Desk;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The control of a world, for whoever holds its token.
final class WorldDesk implements Desk {
    static final String TOKEN = "X-Lockstep-Token";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final World world;
    private final byte[] token;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long lastAsked = System.nanoTime();

    WorldDesk(World world, String token) {
        this.world = world;
        this.token = token.getBytes(UTF_8);
    }

    /// Returns when it is asked to end, or when nobody has asked anything for so long.
    void awaitEnd(Duration idle) throws InterruptedException {
        lastAsked = System.nanoTime();
        var left = idle.toNanos();
        while (left > 0 && !ended.await(left, TimeUnit.NANOSECONDS)) {
            left = idle.toNanos() - (System.nanoTime() - lastAsked);
        }
    }

    @Override
    public void answer(Call call) throws IOException, InterruptedException {
        if (!MessageDigest.isEqual(token, call.header(TOKEN).orElse("").getBytes(UTF_8))) {
            call.answer(401, "what", "The token is missing or wrong.");
            return;
        }
        lastAsked = System.nanoTime();
        try {
            act(call);
        } catch (ProblemException e) {
            call.answer(409, JSON.valueToTree(e.problem()));
        }
    }

    private void act(Call call) throws IOException, InterruptedException {
        switch (call.method() + " " + call.path()) {
            case "GET /facts" -> call.answer(200, JSON.valueToTree(world.facts()));
            case "POST /bind-also" -> {
                var address = literal(body(call));
                call.answer(200, JSON.valueToTree(world.bindAlso(address)));
            }
            case "POST /proxy" -> {
                var body = body(call);
                world.proxy(address(body, "management"), address(body, "inference"));
                call.answer(200, JSON.valueToTree(world.facts()));
            }
            case "POST /finish" ->
                    call.answer(200, JSON.valueToTree(world.finish(cutover(body(call)))));
            case "POST /end" -> {
                call.answer(200, JSON.createObjectNode());
                ended.countDown();
            }
            default -> call.answer(404, JSON.valueToTree(unknown(call.path() + " is unknown")));
        }
    }

    private static ObjectNode body(Call call) throws IOException {
        return call.json().orElseGet(JSON::createObjectNode);
    }

    private static String text(JsonNode body, String field) {
        var value = body.path(field);
        if (!value.isTextual()) {
            throw new ProblemException(unknown(field + " is missing"));
        }
        return value.asText();
    }

    private static InetAddress literal(JsonNode body) {
        try {
            return InetAddress.ofLiteral(text(body, "address"));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(unknown("address is no IP address"), e);
        }
    }

    private static URI address(JsonNode body, String field) {
        var text = text(body, field);
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(unknown(field + " is no address"), e);
        }
    }

    private static Optional<Instant> cutover(JsonNode body) {
        if (!body.hasNonNull("cutover")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text(body, "cutover")));
        } catch (DateTimeParseException e) {
            throw new ProblemException(unknown("cutover is no time"), e);
        }
    }

    private static Problem unknown(String what) {
        return new Problem(
                "rehearsal.world.request",
                "The rehearsal's world was asked something it does not understand: " + what + ".",
                "The rehearsal goes on.",
                "Use the same version of Lockstep as the one that started it.");
    }
}
