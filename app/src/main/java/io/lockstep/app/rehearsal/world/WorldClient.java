package io.lockstep.app.rehearsal.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.app.rehearsal.traffic.TrafficReport;
import io.lockstep.app.rehearsal.world.WorldFacts.ChainAddresses;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/// Asks a world in another process. Methods block; closing it leaves the world alone.
public final class WorldClient implements AutoCloseable {
    private static final Duration LONGEST_FINISH = Duration.ofMinutes(3);
    private static final Duration LONGEST_END = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType JSON_TYPE = MediaType.get("application/json");

    private final WorldFile world;
    private final OkHttpClient http =
            new OkHttpClient.Builder()
                    .connectTimeout(Duration.ofSeconds(2))
                    .readTimeout(LONGEST_FINISH)
                    .build();

    WorldClient(WorldFile world) {
        this.world = world;
    }

    /// The process that the world is.
    public long pid() {
        return world.pid();
    }

    public WorldFacts facts() {
        return ask("GET", "/facts", Map.of(), WorldFacts.class);
    }

    /// Where containers on the network with this gateway reach the chain.
    public ChainAddresses bindAlso(InetAddress gateway) {
        return ask(
                "POST",
                "/bind-also",
                Map.of("address", gateway.getHostAddress()),
                ChainAddresses.class);
    }

    /// Begins API node, traffic and story, once.
    ///
    /// @param management the proxy's listener for port 8080, from this host
    /// @param inference its listener for port 5000
    public WorldFacts proxy(URI management, URI inference) {
        return ask(
                "POST",
                "/proxy",
                Map.of("management", management.toString(), "inference", inference.toString()),
                WorldFacts.class);
    }

    /// Ends the traffic in order, and tells what became of it.
    ///
    /// @param cutover when the engine switched; without it, when the first answer of another
    ///   version came
    public TrafficReport finish(Optional<Instant> cutover) {
        return ask(
                "POST",
                "/finish",
                cutover.map(at -> Map.of("cutover", at.toString())).orElse(Map.of()),
                TrafficReport.class);
    }

    /// Ends the world; false when its process is still there after a while.
    public boolean end() throws InterruptedException {
        var process = ProcessHandle.of(world.pid());
        JsonNode _ = ask("POST", "/end", Map.of(), JsonNode.class);
        return process.isEmpty() || WorldProcess.endsWithin(process.get(), LONGEST_END);
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private <T> T ask(String method, String path, Map<String, String> body, Class<T> type) {
        try {
            var request =
                    new Request.Builder()
                            .url("http://127.0.0.1:" + world.port() + path)
                            .header(WorldDesk.TOKEN, world.token());
            if (method.equals("POST")) {
                request.post(RequestBody.create(JSON.writeValueAsString(body), JSON_TYPE));
            }
            try (var response = http.newCall(request.build()).execute()) {
                var answer = response.body().string();
                if (response.code() == 200) {
                    return JSON.readValue(answer, type);
                }
                throw new ProblemException(problem(JSON.readTree(answer)));
            }
        } catch (IOException e) {
            throw new ProblemException(gone(e), e);
        }
    }

    private static Problem problem(JsonNode answer) {
        return new Problem(
                answer.path("code").asText("rehearsal.world.refused"),
                answer.path("what").asText("The rehearsal's world refused."),
                answer.path("stands").asText("The rehearsal goes on."),
                answer.path("remedy").asText("Start the rehearsal again."));
    }

    private Problem gone(IOException e) {
        return new Problem(
                "rehearsal.world.gone",
                "The rehearsal's %s does not answer: %s.".formatted(world, e.getMessage()),
                "Containers of the rehearsal may still stand.",
                "Start the rehearsal again; it begins anew.");
    }
}
