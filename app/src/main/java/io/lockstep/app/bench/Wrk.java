package io.lockstep.app.bench;

import java.time.Duration;
import java.util.List;

/// One run of wrk, which says what it saw in one line.
final class Wrk {
    private static final String SAY =
            """
            done = function(summary, latency, requests)
              local e = summary.errors
              io.write(string.format("lockstep %d %d %d %d %d %d\\n",
                summary.requests, summary.duration,
                e.connect + e.read + e.write + e.timeout + e.status,
                latency:percentile(50), latency:percentile(99), e.timeout))
            end
            """;
    private static final String POST_MEBIBYTE =
            """
            wrk.method = "POST"
            wrk.body = string.rep("x", 1048576)
            """;
    private static final String UNHURRIED =
            """
            function delay()
              return 2
            end
            """;

    private final BenchStage stage;

    Wrk(BenchStage stage) {
        this.stage = stage;
    }

    /// What is asked, and over how many connections at once.
    record Load(String path, int connections, String script) {
        static final Load SMALL = new Load("/small", 64, "");
        static final Load DOWN = new Load("/body", 8, "");
        static final Load UP = new Load("/sink", 8, POST_MEBIBYTE);
        static final Load ONE = new Load("/small", 1, UNHURRIED);
    }

    /// @param failed connections, reads, writes and answers that failed or came too late
    /// @param late those of them that were answered after two seconds or not at all
    record Seen(long requests, long micros, long failed, long p50, long p99, long late) {
        double perSecond() {
            return requests * 1e6 / micros;
        }
    }

    Seen run(Load load, int port, Duration span) {
        var script = stage.file("load-" + load.path().substring(1) + ".lua", load.script() + SAY);
        var child =
                stage.wrk(
                        List.of(
                                "-t1",
                                "-c" + load.connections(),
                                "-d%ds".formatted(Math.max(1, span.toSeconds())),
                                "-s",
                                script.toString(),
                                "http://127.0.0.1:%d/v0.1.0%s".formatted(port, load.path())));
        try {
            return seen(child.hear("lockstep"));
        } finally {
            stage.end(child);
        }
    }

    private static Seen seen(List<String> words) {
        var numbers = words.stream().skip(1).map(Long::parseLong).toList();
        return new Seen(
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                numbers.get(3),
                numbers.get(4),
                numbers.get(5));
    }
}
