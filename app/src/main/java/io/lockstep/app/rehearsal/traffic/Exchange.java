package io.lockstep.app.rehearsal.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.app.rehearsal.mlnode.TokenScript;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// One request from its first sending to its end, however often it is refused meanwhile.
final class Exchange {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

    private final OkHttpClient http;
    private final TrafficLog log;
    private final Clock clock;
    private final Duration patience;
    private final CountDownLatch givenUp;
    private final boolean stream;
    private final Instant sent;
    private final String served;
    private String asked = "";
    private String version = "";
    private Optional<Instant> answerBegan = Optional.empty();
    private boolean cut;

    /// @param givenUp opens when nothing is waited for any more
    Exchange(
            OkHttpClient http,
            TrafficLog log,
            Clock clock,
            Duration patience,
            CountDownLatch givenUp,
            boolean stream) {
        this.http = http;
        this.log = log;
        this.clock = clock;
        this.patience = patience;
        this.givenUp = givenUp;
        this.stream = stream;
        this.served = log.send();
        this.sent = clock.instant();
    }

    /// Reads an answer to its end and tells what is wrong with it.
    @FunctionalInterface
    private interface Reader {
        Optional<String> read(Response response) throws IOException;
    }

    /// Each of these tells whether it went well, and has told the log.
    boolean state(Supplier<Request> request) throws InterruptedException {
        return run(request, this::readState);
    }

    boolean whole(Supplier<Request> request, TokenScript script) throws InterruptedException {
        return run(request, response -> readWhole(response, script));
    }

    boolean stream(Supplier<Request> request, TokenScript script) throws InterruptedException {
        return run(request, response -> readStream(response, new StreamCheck(script)));
    }

    private boolean run(Supplier<Request> request, Reader reader) throws InterruptedException {
        Optional<String> failure = Optional.of("it was given up");
        try {
            failure = ask(request, reader);
        } catch (IOException e) {
            failure = Optional.of("%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage()));
        } finally {
            log.end(
                    new Ended(
                            asked,
                            sent,
                            clock.instant(),
                            served,
                            version,
                            answerBegan,
                            stream,
                            cut,
                            failure));
        }
        return failure.isEmpty();
    }

    private Optional<String> ask(Supplier<Request> request, Reader reader)
            throws IOException, InterruptedException {
        while (true) {
            var now = request.get();
            asked = now.method() + " " + now.url().encodedPath();
            Duration pause;
            try (var response = http.newCall(now).execute()) {
                var after = response.header("Retry-After");
                if (response.code() != 503 || after == null) {
                    return response.code() == 200
                            ? reader.read(response)
                            : Optional.of(
                                    "status %d: %s".formatted(response.code(), head(response)));
                }
                pause = pause(after);
            }
            log.refuse();
            if (clock.instant().plus(pause).isAfter(sent.plus(patience))) {
                return Optional.of("refused again and again for " + patience);
            }
            if (givenUp.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.of("refused until the end");
            }
        }
    }

    private Optional<String> readState(Response response) throws IOException {
        var state = JSON.readTree(response.body().bytes()).path("state");
        return state.isTextual() ? Optional.empty() : Optional.of("the answer names no state");
    }

    private Optional<String> readWhole(Response response, TokenScript script) throws IOException {
        var began = clock.instant();
        JsonNode answer = JSON.readTree(response.body().bytes());
        answeredBy(answer.path("system_fingerprint").asText(), began);
        var said = answer.at("/choices/0/message/content").asText();
        return said.equals(script.text())
                ? Optional.empty()
                : Optional.of("the answer says something else than was asked for");
    }

    private Optional<String> readStream(Response response, StreamCheck check) throws IOException {
        var began = clock.instant();
        answerBegan = Optional.of(began);
        try {
            var source = response.body().source();
            for (var line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
                var wrong = check.line(line);
                if (version.isEmpty() && !check.version().isEmpty()) {
                    answeredBy(check.version(), began);
                }
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        } catch (IOException e) {
            cut = true;
            return Optional.of("the stream broke %s: %s".formatted(check.place(), e.getMessage()));
        }
        cut = !check.complete();
        return cut ? Optional.of("the stream ended " + check.place()) : Optional.empty();
    }

    private void answeredBy(String author, Instant began) {
        version = author;
        log.began(author, began);
        answerBegan = Optional.of(began);
    }

    private static Duration pause(String retryAfter) {
        try {
            var asked = Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
            return asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : asked;
        } catch (NumberFormatException e) {
            return Duration.ofSeconds(1);
        }
    }

    private static String head(Response response) throws IOException {
        return response.peekBody(200).string().replace('\n', ' ');
    }
}
