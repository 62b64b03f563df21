package io.lockstep.app.proxy.raw;

import io.lockstep.app.proxy.nginx.EngineProcess;
import io.lockstep.app.proxy.nginx.Nginx;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// One nginx, tuned as an expert would, and one engine with one event loop, each with several
/// lanes.
final class Lanes implements Closeable {
    private static final int COUNT = 4;

    private final BlockingQueue<Lane> free = new LinkedBlockingQueue<>();
    private final List<Closeable> running = new ArrayList<>();
    private final List<RecordingUpstream> upstreams = new ArrayList<>();

    static Lanes start(Path folder) throws Exception {
        var lanes = new Lanes();
        try {
            lanes.open(folder);
            lanes.warm();
            return lanes;
        } catch (Exception e) {
            lanes.close();
            throw e;
        }
    }

    private void open(Path folder) throws Exception {
        for (var i = 0; i < 2 * COUNT; i++) {
            upstreams.add(new RecordingUpstream());
        }
        upstreams.forEach(upstream -> running.add(upstream::close));
        var ports = freePorts();
        var nginx = Nginx.run(folder, configuration(ports), ports.getLast());
        running.add(nginx::close);
        var engine = EngineProcess.run(folder, arguments());
        running.add(engine::close);
        for (var i = 0; i < COUNT; i++) {
            free.add(
                    new Lane(
                            ports.get(i),
                            engine.port(i),
                            upstreams.get(i),
                            upstreams.get(COUNT + i)));
        }
    }

    /// A program that has just begun takes longer than a case waits.
    private void warm() throws IOException {
        var probe = RawRequests.bytes("GET /probe HTTP/1.1|Host: a|Connection: close||");
        for (var i = 0; i < 20; i++) {
            for (var lane : free) {
                RawClient.patient(lane.engine()).send(probe);
                RawClient.patient(lane.nginx()).send(probe);
            }
        }
    }

    private List<String> arguments() {
        var arguments = new ArrayList<>(List.of("run", "--event-loops", "1"));
        for (var behind : upstreams.subList(COUNT, 2 * COUNT)) {
            arguments.addAll(List.of("--listen", "127.0.0.1:0=" + behind.port()));
        }
        var any = upstreams.getLast().port();
        arguments.addAll(List.of("--upstream", "v1=http://127.0.0.1:" + any, "--default", "v1"));
        return arguments;
    }

    private String configuration(List<Integer> ports) {
        var text = new StringBuilder("events {}\nhttp {\n");
        text.append("client_max_body_size 0; keepalive_requests 1000000000;\n");
        text.append("proxy_http_version 1.1; proxy_buffering off; proxy_request_buffering off;\n");
        text.append("proxy_set_header Connection \"\"; proxy_set_header Host $http_host;\n");
        text.append("proxy_set_header X-Real-IP $remote_addr;\n");
        text.append("proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n");
        for (var i = 0; i < COUNT; i++) {
            text.append(
                    """
                    upstream lane%1$d { server 127.0.0.1:%2$d; keepalive 16; }
                    server {
                        listen 127.0.0.1:%3$d;
                        location /v1/ { proxy_pass http://lane%1$d/; }
                        location / { proxy_pass http://lane%1$d; }
                    }
                    """
                            .formatted(i, upstreams.get(i).port(), ports.get(i)));
        }
        return text.append("}\n").toString();
    }

    /// What somebody does with a lane.
    @FunctionalInterface
    interface Use<T> {
        T with(Lane lane) throws IOException;
    }

    /// Waits for a lane that nobody uses.
    <T> T use(Use<T> use) throws IOException, InterruptedException {
        var lane = free.take();
        try {
            return use.with(lane);
        } finally {
            free.add(lane);
        }
    }

    /// What is done with one case.
    @FunctionalInterface
    interface Trial<T> {
        void of(T one) throws Exception;
    }

    /// As many at a time as there are lanes.
    static <T> void inParallel(List<T> cases, Trial<T> trial) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    cases.stream()
                            .map(one ->
                                    threads.submit(() -> {
                                        trial.of(one);
                                        return one;
                                    }))
                            .toList();
            for (var one : all) {
                var _ = one.get();
            }
        }
    }

    /// What upstreams behind our engine could not read.
    List<String> rubbishFromEngine() {
        return upstreams.subList(COUNT, 2 * COUNT).stream()
                .flatMap(upstream -> upstream.rubbish().stream())
                .toList();
    }

    /// Held all at once, so that no port comes twice.
    private static List<Integer> freePorts() throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var i = 0; i < COUNT; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (var one : running.reversed()) {
            one.close();
        }
    }
}
