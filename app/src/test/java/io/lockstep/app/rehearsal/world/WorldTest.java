package io.lockstep.app.rehearsal.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.rehearsal.Asker;
import io.lockstep.app.rehearsal.Relay;
import io.lockstep.app.rehearsal.mlnode.MlNode;
import io.lockstep.app.rehearsal.mlnode.MlNodeConfig;
import io.lockstep.app.rehearsal.mlnode.MlNodeConfig.Flavour;
import io.lockstep.app.rehearsal.web.WebServer;
import io.lockstep.chain.upgrade.Generation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorldTest {
    @TempDir Path folder;

    private final Asker web = new Asker();
    private final MlNode incumbent = MlNode.start(MlNodeConfig.quick("v3.0.8", Flavour.R0));
    private final MlNode candidate = MlNode.start(MlNodeConfig.quick("v3.0.10", Flavour.R0));
    private final Relay relay = new Relay(incumbent);

    @AfterEach
    void close() {
        relay.close();
        incumbent.close();
        candidate.close();
        web.close();
    }

    @ParameterizedTest
    @CsvSource({"R0,'',''", "R1,/v3.0.8,/v3.0.10", "R2,/v3.0.8,/v3.0.10"})
    void theApiNodeAsksAsItsGenerationDoes(Generation generation, String before, String after)
            throws Exception {
        relay.add(candidate);
        try (var world = world(generation)) {
            world.proxy(relay.management(), relay.inference());
            Asker.until("traffic", () -> world.facts().traffic().requests().answered() > 10);
            assertThat(world.facts().apiNodePrefix()).isEqualTo(before);

            Asker.until("the height", () -> past(world.facts()));

            assertThat(world.facts().apiNodePrefix()).isEqualTo(after);
        }
    }

    @ParameterizedTest
    @EnumSource(Generation.class)
    void theApiNodeBringsUpTheMlNodeThatItIsGiven(Generation generation) throws Exception {
        try (var world = world(generation)) {
            world.proxy(relay.management(), relay.inference());

            Asker.until("a model", () -> incumbent.compatUri().isPresent());
        }
    }

    @Test
    void nothingBeginsBeforeTheProxyIsKnown() throws Exception {
        try (var world = world(Generation.R1)) {
            var height = world.facts().height();
            Asker.until("blocks", () -> world.facts().height() > height + 15);

            assertThat(world.facts().begun()).isFalse();
            assertThat(world.facts().events()).isEmpty();
            assertThat(world.facts().traffic().requests().sent()).isZero();
            assertThat(web.get(world.facts().apiNodeAdmin(), "/admin/v1/nodes").body())
                    .isEqualTo("[]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/bind-also {\"address\":\"nowhere\"}",
                "/bind-also {}",
                "/bind-also {\"address\":\"192.0.2.1\"}",
                "/proxy {\"management\":\"http://127.0.0.1:1\"}",
                "/proxy {\"management\":\"not an address\",\"inference\":\"\"}",
                "/finish {\"cutover\":\"yesterday\"}"
            })
    void whatCannotBeDoneIsAProblemAndTheWorldGoesOn(String request) throws Exception {
        var parts = request.split(" ", 2);
        try (var world = world(Generation.R1)) {
            var answer = ask(new WorldDesk(world, "secret"), parts[0], parts[1]);

            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(Asker.parse(answer.body()).at("/what").asText()).endsWith(".");
            assertThat(world.facts().begun()).isFalse();
        }
    }

    private HttpResponse<String> ask(WorldDesk desk, String path, String body) throws Exception {
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var server = WebServer.listen(any, desk)) {
            return web.post(server.uri(), path, body, WorldDesk.TOKEN, "secret");
        }
    }

    private World world(Generation generation) {
        var plan = WorldPlan.of(generation, Duration.ofMillis(50), Duration.ofMillis(500));
        return World.start(plan, folder, Clock.systemUTC(), _ -> {});
    }

    private static boolean past(WorldFacts facts) {
        return facts.upgradeHeight() > 0 && facts.appliedHeight() > facts.upgradeHeight() + 2;
    }
}
