package io.lockstep.app.bench;

import io.lockstep.app.bench.load.BackendMain;
import io.lockstep.app.bench.load.ForwarderMain;
import io.lockstep.app.bench.load.StreamsMain;
import io.lockstep.engine.EngineMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command lines of contenders and helpers.
///
/// @param java how a Java program of ours is started
record Commands(Programs programs, List<String> java) {

    List<String> backend() {
        return program(BackendMain.class, List.of());
    }

    List<String> streams(int port, String path, int count) {
        return program(
                StreamsMain.class, List.of(Integer.toString(port), path, Integer.toString(count)));
    }

    List<String> wrk(List<String> arguments) {
        return joined(List.of(programs.wrk().toString()), arguments);
    }

    /// @param own a folder of this one's own
    List<String> contender(Contender who, int port, int upstream, Path own) {
        return switch (who) {
            case ENGINE -> engine(port, upstream, own);
            case NGINX_SEED, NGINX_TUNED ->
                    List.of(
                            programs.nginx().toString(),
                            "-p",
                            own.toString(),
                            "-e",
                            own.resolve("error.log").toString(),
                            "-c",
                            own.resolve(Configurations.FILE).toString(),
                            "-g",
                            "daemon off;");
            case HAPROXY ->
                    List.of(
                            programs.haproxy().toString(),
                            "-db",
                            "-f",
                            own.resolve(Configurations.FILE).toString());
            case FORWARDER ->
                    program(
                            ForwarderMain.class,
                            List.of(Integer.toString(port), Integer.toString(upstream)));
            case DIRECT -> throw new IllegalArgumentException("nothing stands between");
        };
    }

    /// An engine that takes the place of the one whose control socket is in that folder.
    List<String> successor(int port, int upstream, Path own) {
        return joined(engine(port, upstream, own), List.of("--replace", control(own).toString()));
    }

    private List<String> engine(int port, int upstream, Path own) {
        return program(
                EngineMain.class,
                List.of(
                        "run",
                        "--listen",
                        "127.0.0.1:" + port,
                        "--upstream",
                        "v0.1.0=http://127.0.0.1:" + upstream,
                        "--default",
                        "v0.1.0",
                        "--event-loops",
                        "1",
                        "--state",
                        own.resolve("state").toString(),
                        "--control",
                        control(own).toString()));
    }

    static Path control(Path own) {
        return own.resolve("control").resolve("socket");
    }

    private List<String> program(Class<?> main, List<String> arguments) {
        return joined(joined(java, List.of(main.getName())), arguments);
    }

    private static List<String> joined(List<String> one, List<String> other) {
        List<String> both = new ArrayList<>(one);
        both.addAll(other);
        return List.copyOf(both);
    }
}
