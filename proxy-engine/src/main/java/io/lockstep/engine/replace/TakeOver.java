package io.lockstep.engine.replace;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import io.lockstep.engine.proxy.Listen;
import io.lockstep.engine.route.Owed;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.state.StateHandOver;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.DomainSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// The new engine's side of one hand-over. Closed before [#serving] was answered, or with its
/// process, it leaves the old engine as it was.
public final class TakeOver implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path control;
    private final EventLoopGroup loop = HandOverServer.loop();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final Line line;
    private final Word.Offer offer;

    /// Reaches the engine with that control socket; throws `ProblemException` when none answers or
    /// it refuses.
    public TakeOver(Path control) {
        this.control = control;
        try {
            this.line = connect();
            line.say(new Word.TakeOver(Word.VERSION));
            this.offer = ask(() -> line.expect(Word.Offer.class, PATIENCE));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Whether something is there to take over from.
    public static boolean possible(Path control) {
        try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(control))) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether sockets can be handed on here at all; otherwise why not.
    public static Optional<Problem> unavailable() {
        return Epoll.isAvailable()
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                "engine.cannotReplace",
                                "Sockets cannot be handed on here: epoll of Linux is missing.",
                                "The running engine serves on untouched.",
                                "Quit the running engine, then start the new one."));
    }

    /// Whether the old engine keeps what it is told.
    public boolean keeps() {
        return offer.keeps();
    }

    /// Takes the old engine's sockets: for each listener the descriptor of the one on the same
    /// address, if there is one. What fits none is left to end with the old engine.
    public List<OptionalInt> sockets(List<Listen> listens) {
        var taken =
                ask(() -> line.descriptors(new Word.Sockets(), offer.sockets().size(), PATIENCE));
        var free = new ArrayList<>(taken);
        var fitting = new ArrayList<OptionalInt>();
        for (var listen : listens) {
            var at = fitting(listen, taken, free);
            at.ifPresent(index -> free.remove(taken.get(index)));
            fitting.add(at.isPresent() ? OptionalInt.of(taken.get(at.get()).intValue()) : none());
        }
        free.forEach(TakeOver::close);
        return fitting;
    }

    private Optional<Integer> fitting(
            Listen listen, List<FileDescriptor> taken, List<FileDescriptor> free) {
        for (var at = 0; at < taken.size(); at++) {
            if (offer.sockets().get(at).fits(listen.host(), listen.port())
                    && free.contains(taken.get(at))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static OptionalInt none() {
        return OptionalInt.empty();
    }

    /// All that the old engine keeps; it keeps still from here on.
    public String state() {
        line.say(new Word.Prepared());
        return ask(() -> line.expect(Word.State.class, PATIENCE)).text();
    }

    /// Acknowledges that this engine serves. When it returns this one is the engine; when it throws
    /// `ProblemException`, the old one has gone on. An old engine that dies just now leaves all to
    /// this one.
    public void serving() {
        line.say(new Word.Serving());
        try {
            line.expect(Word.Yours.class, PATIENCE);
        } catch (EOFException e) {
            // It took nothing back, so it is dead.
            gone.complete(null);
        } catch (IOException e) {
            throw new ProblemException(unreachable(e), e);
        }
    }

    /// Lets the old engine drain, by this one's tables from now on, and counts what it has in
    /// flight until it is gone.
    public void follow(Routing routing) {
        routing.elsewhere(Owed.unknown());
        line.say(new Word.Named());
        Thread.ofVirtual().name("engine before").start(() -> listen(routing));
    }

    private void listen(Routing routing) {
        try (var _ = routing.onChange(() -> tell(routing))) {
            tell(routing);
            while (true) {
                if (line.hear(PATIENCE).orElse(new Word.Named())
                        instanceof Word.InFlight(var owed)) {
                    routing.elsewhere(owed);
                }
            }
        } catch (IOException e) {
            // Its requests ended with it.
            routing.elsewhere(Owed.nothing());
        } finally {
            close();
        }
    }

    private void tell(Routing routing) {
        line.say(new Word.Table(StateHandOver.text(routing.current())));
    }

    /// Completes when the old engine has ended.
    public CompletionStage<Void> gone() {
        return gone.minimalCompletionStage();
    }

    @Override
    public void close() {
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        gone.complete(null);
    }

    private Line connect() {
        var connected =
                new Bootstrap()
                        .group(loop)
                        .channel(EpollDomainSocketChannel.class)
                        .handler(
                                new ChannelInitializer<DomainSocketChannel>() {
                                    @Override
                                    protected void initChannel(DomainSocketChannel channel) {
                                        channel.pipeline().addLast(new Line(channel));
                                    }
                                })
                        .connect(new DomainSocketAddress(HandOverServer.beside(control).toFile()))
                        .awaitUninterruptibly();
        if (!connected.isSuccess()) {
            throw new ProblemException(unreachable(connected.cause()), connected.cause());
        }
        return connected.channel().pipeline().get(Line.class);
    }

    private interface Asked<T> {
        T run() throws IOException;
    }

    private <T> T ask(Asked<T> asked) {
        try {
            return asked.run();
        } catch (IOException e) {
            throw new ProblemException(unreachable(e), e);
        }
    }

    private Problem unreachable(Throwable cause) {
        var why = cause instanceof IOException e ? Reason.of(e) : String.valueOf(cause);
        return new Problem(
                "engine.cannotReplace",
                "No engine hands over at %s: %s.".formatted(control, why),
                "Nothing was started; an engine that runs there serves on untouched.",
                "Check with lockstep engine status --control %s which engine runs there."
                        .formatted(control));
    }

    private static void close(FileDescriptor descriptor) {
        try {
            descriptor.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket cannot be given up", e);
        }
    }
}
