package io.lockstep.app.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A client of many event streams. It says how many it got open, and for each `measure MILLIS` on
/// its standard input when it begins and what it saw; it ends with that input.
public final class StreamsMain {
    private static final Duration OPENING = Duration.ofSeconds(20);

    private StreamsMain() {}

    /// @param arguments port, path, number of streams
    static void main(String[] arguments) throws IOException, InterruptedException {
        try (var loop = Loop.open()) {
            var streams =
                    new Streams(
                            loop,
                            Integer.parseInt(arguments[0]),
                            arguments[1],
                            Integer.parseInt(arguments[2]));
            System.out.println("open " + streams.open(OPENING));
            obey(streams);
        }
        System.exit(0);
    }

    private static void obey(Streams streams) throws IOException, InterruptedException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            streams.begin();
            System.out.println("begin");
            TimeUnit.MILLISECONDS.sleep(Long.parseLong(line.replaceAll("\\D", "")));
            System.out.println("end " + streams.end());
        }
    }
}
