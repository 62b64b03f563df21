package io.lockstep.engine.control;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import jdk.net.ExtendedSocketOptions;

/// Answers the control channel on a Unix domain socket, each connection on a virtual thread.
public final class ControlServer implements AutoCloseable {
    private static final Duration BREATH = Duration.ofMillis(200);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final Set<String> ROOT = Set.of("root", "0");

    private final Path socket;
    private final ServerSocketChannel server;
    private final ControlDesk desk;
    private final Observing observing;
    private final UserPrincipal owner;
    private final Set<Talk> open = ConcurrentHashMap.newKeySet();

    /// A connection, and the lock that is held from a question's arrival to the answer's end.
    private record Talk(SocketChannel channel, ReentrantLock answering) {}

    private ControlServer(
            Path socket,
            ServerSocketChannel server,
            ControlDesk desk,
            Observing observing,
            UserPrincipal owner) {
        this.socket = socket;
        this.server = server;
        this.desk = desk;
        this.observing = observing;
        this.owner = owner;
    }

    /// A control socket that is bound under a name nobody knows: what can go wrong with it has gone
    /// wrong before another engine's is replaced.
    public record Aside(Path aside, Path socket, ServerSocketChannel bound) {

        /// Takes the other engine's place in one step, and answers.
        public ControlServer open(ControlDesk desk, Observing observing) {
            SocketFile.place(aside, socket);
            return serve(socket, bound, desk, observing);
        }

        /// Leaves nothing behind.
        public void close() {
            try {
                bound.close();
                Files.deleteIfExists(aside);
            } catch (IOException e) {
                throw new IllegalStateException("the control socket cannot be closed", e);
            }
        }
    }

    /// Binds beside the socket of an engine that lives.
    public static Aside aside(Path socket) {
        var aside = SocketFile.aside(socket);
        return new Aside(aside, socket, SocketFile.bindAside(aside));
    }

    /// Replaces the socket of an engine that died; refused where a living one listens.
    public static ControlServer open(Path socket, ControlDesk desk, Observing observing) {
        return serve(socket, SocketFile.bind(socket), desk, observing);
    }

    private static ControlServer serve(
            Path socket, ServerSocketChannel bound, ControlDesk desk, Observing observing) {
        try {
            var server = new ControlServer(socket, bound, desk, observing, Files.getOwner(socket));
            Thread.ofVirtual().name("control accept").start(server::accept);
            return server;
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "engine.cannotControl",
                            "The control socket %s is gone again.".formatted(socket),
                            "Nothing was started.",
                            "Start the engine again."),
                    e);
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                var talk = new Talk(server.accept(), new ReentrantLock());
                open.add(talk);
                Thread.ofVirtual().name("control").start(() -> serve(talk));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                breathe();
            }
        }
    }

    /// Where a process is out of file descriptors, traffic gives some back before long.
    private static void breathe() {
        LockSupport.parkNanos(BREATH.toNanos());
    }

    private void serve(Talk talk) {
        try (var channel = talk.channel();
                var out = Channels.newOutputStream(channel)) {
            if (ours(channel)) {
                converse(talk, new Lines(Channels.newInputStream(channel)), out);
            }
        } catch (IOException e) {
            // Whoever asked is gone; the engine does not depend on it.
            return;
        } finally {
            open.remove(talk);
        }
    }

    private boolean ours(SocketChannel channel) throws IOException {
        var peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        return peer.equals(owner) || ROOT.contains(peer.getName());
    }

    private void converse(Talk talk, Lines lines, OutputStream out) throws IOException {
        try {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                talk.answering().lock();
                try {
                    out.write(ControlJson.write(answer(line.get())));
                } finally {
                    talk.answering().unlock();
                }
            }
        } catch (Lines.TooLong e) {
            out.write(
                    ControlJson.write(
                            ControlAnswer.of(
                                    0, ControlJson.bad("The message is longer than 256 KiB."))));
        }
    }

    private ControlAnswer answer(byte[] line) {
        long id = 0;
        try {
            var message = ControlJson.parse(line);
            id = ControlJson.id(message);
            return answer(id, ControlJson.message(message));
        } catch (ProblemException e) {
            return ControlAnswer.of(id, e.problem());
        } catch (RuntimeException e) {
            return ControlAnswer.of(
                    id,
                    new Problem(
                            "engine.failed",
                            "The engine could not carry this out: %s.".formatted(e),
                            "It serves on with the routes in force.",
                            "Report this with the engine's log."));
        }
    }

    private ControlAnswer answer(long id, ControlMessage message) {
        if (message instanceof ControlMessage.AccessLog(var settings)) {
            observing.accessLog(settings);
        }
        var done = desk.answer(id, message);
        if (message instanceof ControlMessage.Watch) {
            return done.with(observing.observed());
        }
        return message instanceof ControlMessage.Metrics ? done.with(observing.metrics()) : done;
    }

    /// Hangs up, and leaves the name to the engine that has it by now. Who has asked something is
    /// answered first, the one who asked the engine to quit above all; two seconds are enough for
    /// everybody who reads the answer.
    public void leave() {
        try {
            server.close();
            var until = System.nanoTime() + LAST_WORDS.toNanos();
            for (var talk : open) {
                hangUp(talk, until - System.nanoTime());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the control socket cannot be closed", e);
        }
    }

    private static void hangUp(Talk talk, long nanos) throws IOException {
        try {
            if (talk.answering().tryLock(nanos, TimeUnit.NANOSECONDS)) {
                talk.answering().unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        talk.channel().close();
    }

    @Override
    public void close() {
        leave();
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new IllegalStateException("the control socket cannot be closed", e);
        }
    }
}
