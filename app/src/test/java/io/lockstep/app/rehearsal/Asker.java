package io.lockstep.app.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/// Asks over real sockets, and waits for conditions no longer than it must.
public final class Asker implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public HttpResponse<String> get(URI base, String path)
            throws IOException, InterruptedException {
        return client.send(request(base, path).GET().build(), BodyHandlers.ofString());
    }

    public HttpResponse<String> post(URI base, String path, String body)
            throws IOException, InterruptedException {
        return postLater(base, path, body).join();
    }

    public CompletableFuture<HttpResponse<String>> postLater(URI base, String path, String body) {
        return client.sendAsync(
                request(base, path).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    /// Answered as soon as the head is there; the body is read as it comes.
    public HttpResponse<InputStream> open(URI base, String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                request(base, path).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofInputStream());
    }

    /// @param headers names and values in turn
    public HttpResponse<String> post(URI base, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return client.send(
                request(base, path).headers(headers).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
    }

    public JsonNode json(URI base, String path) throws IOException, InterruptedException {
        return JSON.readTree(get(base, path).body());
    }

    public static JsonNode parse(String json) throws IOException {
        return JSON.readTree(json);
    }

    /// Looks again and again until it is so, for at most a minute.
    public static void until(String what, BooleanSupplier so) throws InterruptedException {
        until(what, Duration.ofMinutes(1), so);
    }

    public static void until(String what, Duration most, BooleanSupplier so)
            throws InterruptedException {
        var end = System.nanoTime() + most.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("in vain: " + what);
            }
            Thread.sleep(5);
        }
    }

    private static HttpRequest.Builder request(URI base, String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofMinutes(1));
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
