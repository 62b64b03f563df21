package io.lockstep.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The real nginx, HAProxy, engine, forwarder and upstream on this machine.
class BenchStageIT {
    private final BenchStage stage =
            BenchStage.open(
                    Programs.on(System.getenv("PATH") + ":/usr/local/sbin:/usr/sbin:/sbin"),
                    new Pins(Optional.empty(), 1),
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-cp",
                            System.getProperty("java.class.path")));

    @AfterEach
    void end() {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource(Contender.class)
    void everyContenderCarriesEachKindOfRequest(Contender who) throws Exception {
        var running = stage.run(who, stage.backend());

        assertThat(get(running, "/v0.1.0/small")).contains("Qwen2.5");
        assertThat(get(running, "/v0.1.0/body")).hasSize(1 << 20);
        assertThat(post(running, "x".repeat(1 << 20))).contains("Qwen2.5");
    }

    @Test
    void eventsAreSeenAndNoStreamIsCut() {
        var running = stage.run(Contender.ENGINE, stage.backend());
        var client = stage.streams(running.port(), "/v0.1.0/events/50", 10);

        assertThat(client.hear("open")).containsExactly("open", "10");
        client.tell("measure 500");
        var seen = client.hear("end");

        assertThat(Integer.parseInt(seen.get(1))).isGreaterThan(10);
        assertThat(seen.getLast()).isEqualTo("0");
    }

    @Test
    void closingEndsProcessesRemovesTheFolderAndStartsNothingAnyMore() {
        var running = stage.run(Contender.NGINX_TUNED, stage.backend());
        var master = running.process().orElseThrow().handle();
        var worker = master.children().findFirst().orElseThrow();

        stage.close();

        assertThat(master.isAlive()).isFalse();
        assertThat(worker.onExit()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(Files.exists(running.folder())).isFalse();
        assertThatThrownBy(() -> stage.wrk(List.of("-v"))).hasMessageContaining("given up");
    }

    private static String get(Running running, String path) throws Exception {
        return send(HttpRequest.newBuilder(at(running, path)).build());
    }

    private static String post(Running running, String body) throws Exception {
        var request = HttpRequest.newBuilder(at(running, "/v0.1.0/sink"));
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private static URI at(Running running, String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(running.port(), path));
    }

    private static String send(HttpRequest request) throws Exception {
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }
}
