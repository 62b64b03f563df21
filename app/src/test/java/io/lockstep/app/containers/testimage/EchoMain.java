package io.lockstep.app.containers.testimage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Tells what it was started with, then serves, relays, writes or fails as its argument says.
public final class EchoMain {
    private EchoMain() {}

    public static void main(String[] args) throws IOException {
        switch (args[0]) {
            case "relay" -> relay();
            case "write" -> write(Path.of(args[1]), args[2]);
            case "fail" -> System.exit(fail());
            default -> serve(List.of(args));
        }
    }

    private static int fail() {
        System.err.println("cannot go on");
        return 3;
    }

    private static void relay() throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            System.err.println("noise beside the answer");
            System.out.println("echo " + line);
            System.out.flush();
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        System.out.println("wrote " + text);
    }

    /// Speaks just enough HTTP to say that it is there.
    private static void serve(List<String> args) throws IOException {
        var bind = InetAddress.getByName(System.getenv("LOCKSTEP_BIND"));
        try (var server = new ServerSocket(8080, 16, bind)) {
            System.out.println("args " + args);
            System.out.println(
                    "colour " + System.getenv("COLOUR") + " shape " + System.getenv("SHAPE"));
            if (args.size() > 1) {
                System.out.println("read " + Files.readString(Path.of(args.get(1))));
            }
            System.out.println("listening");
            while (!Thread.interrupted()) {
                answer(server);
            }
        }
    }

    private static void answer(ServerSocket server) throws IOException {
        try (var client = server.accept()) {
            new BufferedReader(
                            new InputStreamReader(
                                    client.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            var answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
            client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
