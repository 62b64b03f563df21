package io.lockstep.app.rehearsal.traffic;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.app.rehearsal.mlnode.TokenScript;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/// Asks for streams, completions and states all the time, on virtual threads, and checks every
/// answer. It begins when a model answers for the first time.
///
/// Nothing is sent twice behind its back: a request whose connection breaks is a failed request.
public final class TrafficClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final Duration AFTER_FAILURE = Duration.ofMillis(200);
    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofMillis(300);

    private final TrafficPlan plan;
    private final Clock clock;
    private final TrafficLog log = new TrafficLog();
    private final OkHttpClient http;
    private final CountDownLatch finishing = new CountDownLatch(1);
    private final CountDownLatch givenUp = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private volatile Optional<Instant> cutover = Optional.empty();

    private TrafficClient(TrafficPlan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
        this.http =
                new OkHttpClient.Builder()
                        .connectTimeout(Duration.ofSeconds(10))
                        .readTimeout(plan.patience())
                        .followRedirects(false)
                        .fastFallback(false)
                        .retryOnConnectionFailure(false)
                        .build();
    }

    public static TrafficClient start(TrafficPlan plan, Clock clock) {
        var client = new TrafficClient(plan, clock);
        client.threads.add(Thread.ofVirtual().name("first answer").start(client::awaitModel));
        for (int lane = 0; lane < plan.lanes(); lane++) {
            var random = new SplittableRandom(plan.seed() + lane);
            client.lane("stream lane " + lane, turn -> client.stream(random, turn), Duration.ZERO);
        }
        var random = new SplittableRandom(plan.seed() - 1);
        client.lane("completions", turn -> client.whole(random, turn), plan.between());
        client.lane("state polls", _ -> client.state(), plan.between());
        return client;
    }

    /// Tells when the cutover was, which decides which streams crossed it.
    public void cutover(Instant moment) {
        cutover = Optional.of(moment);
    }

    /// What is known so far.
    public TrafficReport report() {
        return log.report(cutover);
    }

    /// Sends nothing new and waits for what is open. What is not answered within the limit has
    /// failed.
    public TrafficReport finish(Duration limit) throws InterruptedException {
        finishing.countDown();
        var end = clock.instant().plus(limit);
        for (var thread : threads) {
            var left = Duration.between(clock.instant(), end);
            if (left.isPositive()) {
                boolean _ = thread.join(left);
            }
        }
        givenUp.countDown();
        for (var thread : threads) {
            do {
                http.dispatcher().cancelAll();
            } while (!thread.join(AFTER_FAILURE));
        }
        return report();
    }

    @Override
    public void close() {
        finishing.countDown();
        givenUp.countDown();
        http.dispatcher().cancelAll();
        threads.forEach(Thread::interrupt);
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /// Sends one request and tells whether it went well.
    @FunctionalInterface
    private interface Turn {
        boolean take(int number) throws InterruptedException;
    }

    private void lane(String name, Turn turn, Duration between) {
        threads.add(Thread.ofVirtual().name(name).start(() -> run(turn, between)));
    }

    private void run(Turn turn, Duration between) {
        try {
            begun.await();
            for (int i = 0; finishing.getCount() > 0; i++) {
                var pause = turn.take(i) ? between : AFTER_FAILURE;
                boolean _ = finishing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One asks for all, or waiting alone would fill the engine's count of errors.
    private void awaitModel() {
        try {
            while (finishing.getCount() > 0 && !modelAnswers()) {
                boolean _ = finishing.await(UNTIL_ASKED_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            begun.countDown();
        }
    }

    /// Asks for models only where inference is up, so that waiting leaves no errors behind.
    private boolean modelAnswers() {
        return asked("/api/v1/state").contains("INFERENCE") && !asked("/v1/models").isEmpty();
    }

    /// Empty unless the answer is good.
    private String asked(String path) {
        var request = new Request.Builder().url(address(plan.management(), path)).build();
        try (var response = http.newCall(request).execute()) {
            return response.code() == 200 ? response.body().string() : "";
        } catch (IOException e) {
            return "";
        }
    }

    private boolean stream(SplittableRandom random, int turn) throws InterruptedException {
        var script = script(random);
        return exchange(true).stream(() -> completion(script, true, turn), script);
    }

    private boolean whole(SplittableRandom random, int turn) throws InterruptedException {
        var script = script(random);
        return exchange(false).whole(() -> completion(script, false, turn), script);
    }

    private boolean state() throws InterruptedException {
        return exchange(false)
                .state(() ->
                        new Request.Builder()
                                .url(address(plan.management(), "/api/v1/state"))
                                .build());
    }

    private Exchange exchange(boolean stream) {
        return new Exchange(http, log, clock, plan.patience(), givenUp, stream);
    }

    private TokenScript script(SplittableRandom random) {
        return new TokenScript(
                random.nextLong(), random.nextInt(plan.leastTokens(), plan.mostTokens() + 1));
    }

    /// Both listeners have their turns.
    private Request completion(TokenScript script, boolean stream, int turn) {
        var body = JSON.createObjectNode().put("model", plan.model()).put("logprobs", true);
        body.putArray("messages").addObject().put("role", "user").put("content", script.prompt());
        if (stream) {
            body.put("stream", true).putObject("stream_options").put("include_usage", true);
        }
        var listener = turn % 2 == 0 ? plan.inference() : plan.management();
        return new Request.Builder()
                .url(address(listener, "/v1/chat/completions"))
                .post(RequestBody.create(body.toString(), JSON_TYPE))
                .build();
    }

    private String address(URI listener, String path) {
        return listener + plan.prefix().get() + path;
    }
}
