package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lockstep.app.proxy.front.NginxRoom;
import io.lockstep.app.rehearsal.chain.SimChain;
import io.lockstep.app.rehearsal.chain.SimChainConfig;
import io.lockstep.app.testing.Eventually;
import io.lockstep.app.testing.NeedsDocker;
import io.lockstep.app.testing.NeedsNginx;
import io.lockstep.chain.upgrade.Generation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The commands over a real nginx in a real container.
@NeedsDocker
@NeedsNginx
@Timeout(180)
class FrontCommandsIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SimChainConfig BY_HAND =
            SimChainConfig.rehearsal(Generation.R1, Duration.ofSeconds(1), InstantSource.system())
                    .byHand();

    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void anNginxIsShownAdoptedLedAndGivenBack() throws Exception {
        try (var room = new NginxRoom(folder)) {
            room.node("mlnode-308", "v3.0.8");
            room.node("mlnode-309", "v3.0.9");
            var file = room.front(conf(room));
            var before = Files.readString(file);
            var front = room.name("front");

            assertThat(run("front", "adopt", front, "--dry-run")).isZero();
            assertThat(out.toString())
                    .contains("+         location /v3.0.9/ {")
                    .contains("nothing was changed");
            assertThat(Files.readString(file)).isEqualTo(before);

            assertThat(run("front", "adopt", front, "--json")).isZero();
            var adopted = JSON.readTree(out.toString());
            assertThat(adopted.path("changed").asBoolean()).isTrue();
            assertThat(adopted.path("told").asText()).contains("/v3.0.9 from");

            assertThat(run("front", "default", "v3.0.9", front)).isZero();
            assertThat(room.get("/a")).isEqualTo("200 v3.0.9 /a");

            assertThat(run("front", "status", "--container", front)).isZero();
            assertThat(out.toString())
                    .contains(front + ", adopted")
                    .contains("everything else -> " + room.name("mlnode-309"))
                    .contains("a cutover cannot be armed in it")
                    .contains("holds and bridges nothing")
                    .contains("when the older ones have drained");

            assertThat(run("front", "adopt", front, "--route", "v9=nobody-here")).isOne();
            assertThat(err.toString()).contains("host not found in upstream");
            assertThat(run("front", "default", "v7.7.7", front)).isEqualTo(69);

            assertThat(run("front", "restore", front)).isZero();
            assertThat(Files.readString(file)).isEqualTo(before);
            assertThat(room.get("/a")).isEqualTo("200 v3.0.8 /a");
        }
    }

    @Test
    void theDefaultRouteIsLedToAnotherVersionOnceTheBlockIsApplied() throws Exception {
        try (var room = new NginxRoom(folder);
                var chain = SimChain.start(BY_HAND)) {
            room.node("mlnode-308", "v3.0.8");
            room.node("mlnode-309", "v3.0.9");
            room.front(conf(room));
            var at = String.valueOf(chain.appliedHeight() + 2);
            var rpcs = chain.rpcs().stream().flatMap(rpc -> Stream.of("--rpc", rpc.toString()));
            var line = Stream.of("front", "default", "v3.0.9", room.name("front"), "--at", at);
            var command = Stream.concat(line, rpcs).toArray(String[]::new);
            var waiting = new FutureTask<>(() -> run(command));
            Thread _ = Thread.ofPlatform().daemon().start(waiting);
            var told = "waiting for block " + at;
            assertThat(Eventually.see(err::toString, said -> said.contains(told))).contains(told);

            chain.produceBlock();
            assertThat(room.get("/a")).isEqualTo("200 v3.0.8 /a");
            assertThat(waiting.isDone()).isFalse();
            chain.produceBlocks(2);

            assertThat(waiting.get(60, TimeUnit.SECONDS)).isZero();
            assertThat(room.get("/a")).isEqualTo("200 v3.0.9 /a");
        }
    }

    private static String conf(NginxRoom room) {
        return """
        events {}
        http {
            server {
                listen 8080;
                location / { proxy_pass http://%s:8080; }
            }
        }
        """
                .formatted(room.name("mlnode-308"));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var print = new PrintWriter(out, true);
        var complain = new PrintWriter(err, true);
        var program = new CommandLineProgram(Wiring.parts(), _ -> {}, print, complain);
        FrontCommands.on(program, Wiring.parts(), new Terminal(print, complain));
        return program.run(
                Stream.concat(List.of(arguments).stream(), Stream.of("--home", folder + "/home"))
                        .toArray(String[]::new));
    }
}
