package io.lockstep.engine.mlnode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.engine.cutover.ArmedCutover.Model;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/// One MLNode through its management port (fact sheet, sections 5.2 to 5.6). Methods block for at
/// most their limit and tell what happened as a value. Nothing is retried and no connection is
/// kept, so that a call is on the wire once or not at all.
public final class MlNodeClient {
    private static final Duration PROBE = Duration.ofSeconds(5);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final Optional<URI> inference;
    private final OkHttpClient http;

    /// @param base the management port
    /// @param inference the inference port where it is known
    /// @param tls how both are spoken to where they are `https`
    MlNodeClient(URI base, Optional<URI> inference, Optional<MlNodes.Tls> tls) {
        this.base = base;
        this.inference = inference;
        var builder =
                new OkHttpClient.Builder()
                        .connectTimeout(CONNECT)
                        .readTimeout(Duration.ZERO)
                        .followRedirects(false)
                        .retryOnConnectionFailure(false)
                        .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS));
        tls.ifPresent(own ->
                builder.sslSocketFactory(own.sockets(), own.trust())
                        .hostnameVerifier((_, _) -> true));
        this.http = builder.build();
    }

    /// `STOPPED`, `INFERENCE`, `POW` or `TRAIN`. `INFERENCE` comes minutes before an answer does.
    public Reply<String> state() {
        return state(PROBE);
    }

    /// As [#state()], within that limit.
    public Reply<String> state(Duration limit) {
        return ask(
                get(base, "/api/v1/state"),
                limit,
                answer ->
                        answer.ok() && answer.json().path("state").isTextual()
                                ? new Reply.Is<>(answer.json().path("state").textValue())
                                : answer.refused());
    }

    /// Stops whatever runs. An old node answers nothing at all meanwhile, also to others.
    public Reply<String> stop(Duration limit) {
        return ask(post("/api/v1/stop", ""), limit, MlNodeClient::done);
    }

    /// Loads the model and returns when it is loaded, refused or the limit is over; in the last
    /// case the node goes on loading.
    public Reply<String> bringUp(Model model, Duration limit) {
        var body = JSON.createObjectNode().put("model", model.name()).put("dtype", model.dtype());
        body.set("additional_args", JSON.valueToTree(model.additionalArgs()));
        return ask(post("/api/v1/inference/up", body.toString()), limit, MlNodeClient::done);
    }

    /// Whether the loaded model answers: 200 from `/v1/models`, or from the inference port's
    /// `/health` where the first is missing or not reached.
    public Reply<String> ready() {
        var models = ask(get(base, "/v1/models"), PROBE, MlNodeClient::ready);
        var missing =
                switch (models) {
                    case Reply.Is<String> _, Reply.Silent<String> _ -> false;
                    case Reply.Refused<String>(int status, _) -> status == 404;
                    case Reply.Unreachable<String> _ -> true;
                };
        return inference
                .filter(_ -> missing)
                .map(port -> ask(get(port, "/health"), PROBE, MlNodeClient::ready))
                .orElse(models);
    }

    /// What the node knows of its GPUs; older ones refuse with 404.
    public Reply<List<GpuDevice>> gpuDevices() {
        return ask(
                get(base, "/api/v1/gpu/devices"),
                PROBE,
                answer ->
                        answer.ok() && answer.json().path("devices").isArray()
                                ? new Reply.Is<>(gpus(answer.json().path("devices")))
                                : answer.refused());
    }

    private static Reply<String> done(Answer answer) {
        var failed = "ERROR".equals(answer.json().path("status").asText());
        return answer.status() / 100 == 2 && !failed ? new Reply.Is<>("OK") : answer.refused();
    }

    private static Reply<String> ready(Answer answer) {
        return answer.ok() ? new Reply.Is<>("ready") : answer.refused();
    }

    private static List<GpuDevice> gpus(JsonNode devices) {
        return StreamSupport.stream(devices.spliterator(), false)
                .map(device ->
                        new GpuDevice(
                                device.path("index").asInt(),
                                device.path("total_memory_mb").asLong(),
                                device.path("used_memory_mb").asLong()))
                .toList();
    }

    private <T> Reply<T> ask(Request request, Duration limit, Function<Answer, Reply<T>> read) {
        var call = http.newBuilder().callTimeout(limit).build().newCall(request);
        try (var response = call.execute()) {
            return read.apply(Answer.read(response));
        } catch (InterruptedIOException e) {
            return new Reply.Silent<>("no answer within %d s".formatted(limit.toSeconds()));
        } catch (IOException e) {
            var message = e.getMessage();
            return new Reply.Unreachable<>(message == null ? e.toString() : message);
        }
    }

    private static Request get(URI at, String path) {
        return new Request.Builder().url(at.resolve(path).toString()).build();
    }

    private Request post(String path, String json) {
        return new Request.Builder()
                .url(base.resolve(path).toString())
                .post(RequestBody.create(json, MediaType.get("application/json")))
                .build();
    }
}
