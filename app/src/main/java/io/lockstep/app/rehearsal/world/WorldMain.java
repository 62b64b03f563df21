package io.lockstep.app.rehearsal.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.app.rehearsal.web.WebServer;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;

/// The program of a rehearsal's world: `WorldMain FOLDER PLAN`, the plan being JSON in one line.
public final class WorldMain {
    private static final int TOKEN_BYTES = 32;

    private WorldMain() {}

    /// Ends when it is asked to, or when nobody asks it anything any more. Says in `world.json`
    /// where it can be asked.
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 2) {
            System.err.println("usage: WorldMain FOLDER PLAN");
            System.exit(2);
        }
        WebServer.sendAtOnce();
        try {
            run(Path.of(args[0]), new ObjectMapper().readValue(args[1], WorldPlan.class));
        } catch (JsonProcessingException e) {
            System.err.println("The plan cannot be read: " + e.getOriginalMessage());
            System.exit(2);
        } catch (ProblemException e) {
            System.err.println(e.problem().sentence());
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(Path folder, WorldPlan plan) throws IOException, InterruptedException {
        var clock = Clock.systemUTC();
        var token = token();
        try (var world = World.start(plan, folder, clock, line -> print(clock, line))) {
            var desk = new WorldDesk(world, token);
            var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            try (var server = WebServer.listen(any, desk)) {
                var file =
                        new WorldFile(
                                server.port(),
                                token,
                                ProcessHandle.current().pid(),
                                clock.instant().toString());
                file.write(folder);
                print(clock, "The rehearsal's world stands");
                desk.awaitEnd(Duration.ofMillis(plan.idleMillis()));
                file.remove(folder);
            }
        }
        print(clock, "The rehearsal's world has ended");
    }

    private static void print(Clock clock, String line) {
        System.out.println(clock.instant() + " " + line);
    }

    private static String token() {
        var bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
