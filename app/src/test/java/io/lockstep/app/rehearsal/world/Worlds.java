package io.lockstep.app.rehearsal.world;

import io.lockstep.chain.upgrade.Generation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How tests start a world; as a program, a parent that starts one and then waits to be killed.
final class Worlds {
    private Worlds() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (var world = WorldProcess.startOrFind(Path.of(args[0]), plan(), java())) {
            System.out.println("world " + world.pid());
            int _ = System.in.read();
        }
    }

    /// Blocks ten times as fast as in a show.
    static WorldPlan plan() {
        return WorldPlan.of(Generation.R0, Duration.ofMillis(100), Duration.ofSeconds(1))
                .idleFor(Duration.ofMinutes(1));
    }

    static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"));
    }
}
