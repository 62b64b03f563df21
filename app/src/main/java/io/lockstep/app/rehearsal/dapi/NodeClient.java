package io.lockstep.app.rehearsal.dapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/// Sends to one MLNode what an API node sends, under the version prefix it is given, and writes
/// each request down.
final class NodeClient implements AutoCloseable {
    /// As the real one identifies itself.
    private static final String AGENT = "Go-http-client/1.1";

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NodeEntry node;
    private final AskedLog log;
    private final LongSupplier height;
    private final Clock clock;
    private final OkHttpClient patient =
            new OkHttpClient.Builder()
                    .readTimeout(LONGEST)
                    .callTimeout(LONGEST)
                    .followRedirects(false)
                    .fastFallback(false)
                    .retryOnConnectionFailure(false)
                    .build();
    private final OkHttpClient probing;

    /// @param probe how long a question for state or health may take
    NodeClient(NodeEntry node, AskedLog log, LongSupplier height, Clock clock, Duration probe) {
        this.node = node;
        this.log = log;
        this.height = height;
        this.clock = clock;
        this.probing = patient.newBuilder().readTimeout(probe).callTimeout(probe).build();
    }

    /// @param body parsed when it was an object, else missing
    record Answer(int status, JsonNode body) {}

    /// What `/api/v1/state` names.
    String state(String prefix) throws IOException {
        var answer = send(probing, "GET", node.management(), prefix + "/api/v1/state", "");
        return answer.body().path("state").asText("UNKNOWN");
    }

    boolean healthy(String prefix) throws IOException {
        return send(probing, "GET", node.inference(), prefix + "/health", "").status() == 200;
    }

    void stop(String prefix) throws IOException {
        Answer _ = send(patient, "POST", node.management(), prefix + "/api/v1/stop", "");
    }

    /// Whatever the answer says counts as success.
    void bringUp(String prefix) throws IOException {
        var body = JSON.createObjectNode().put("model", node.model()).put("dtype", "float16");
        node.args().forEach(body.putArray("additional_args")::add);
        Answer _ =
                send(
                        patient,
                        "POST",
                        node.management(),
                        prefix + "/api/v1/inference/up",
                        body.toString());
    }

    /// What `/api/v1/pow/status` names.
    String proofStatus(String prefix) throws IOException {
        var answer = send(probing, "GET", node.management(), prefix + "/api/v1/pow/status", "");
        return answer.body().path("status").asText("");
    }

    /// @param phase `generate` or `validate`
    void beginProof(String prefix, String phase, Duty duty) throws IOException {
        Answer _ =
                send(
                        patient,
                        "POST",
                        node.management(),
                        prefix + "/api/v1/pow/init/" + phase,
                        ProofJson.of(duty).toString());
    }

    /// For the questions about a scheduled version.
    int stateStatus(String prefix) throws IOException {
        return send(probing, "GET", node.management(), prefix + "/api/v1/state", "").status();
    }

    @Override
    public void close() {
        patient.dispatcher().cancelAll();
        patient.dispatcher().executorService().shutdown();
        patient.connectionPool().evictAll();
    }

    private Answer send(OkHttpClient http, String method, URI base, String path, String body)
            throws IOException {
        var at = clock.instant();
        var known = height.getAsLong();
        var request = new Request.Builder().url(base + path).header("User-Agent", AGENT);
        if (method.equals("POST")) {
            request.post(RequestBody.create(body.getBytes(UTF_8)));
        }
        var status = 0;
        try (var response = http.newCall(request.build()).execute()) {
            status = response.code();
            return new Answer(status, parse(response.body().bytes()));
        } finally {
            log.add(new Asked(at, known, base.getPort(), method, path, status));
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
