package io.lockstep.app.containers.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.ConnectionService;

/// A socket here whose connections end at the engine's socket on another machine. Only this user
/// can reach it. Each connection is a channel of one session; a lost session is made anew with the
/// next connection.
public final class SshTunnel implements AutoCloseable {
    private static final Duration OPEN = Duration.ofSeconds(8);
    private static final int PIECE = 32 * 1024;
    private static final int LINE = 500;

    private final SshAddress address;
    private final SshLink link;
    private final Path folder;
    private final ServerSocketChannel server;
    private volatile Optional<ProblemException> trouble = Optional.empty();

    private SshTunnel(SshAddress address, Path folder) throws IOException {
        this.address = address;
        this.folder = folder;
        this.link = new SshLink(address);
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket()));
        Thread.ofVirtual().name("tunnel to " + address.host()).start(this::accept);
    }

    /// Listens at once; the session opens when it is needed.
    public static SshTunnel to(SshAddress address) {
        try {
            return new SshTunnel(address, Files.createTempDirectory("lockstep-ssh"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where an engine's client connects to.
    public Path socket() {
        return folder.resolve("d.sock");
    }

    /// Returns once the session is open; blocks for a few seconds at most.
    ///
    /// @throws ProblemException why it cannot be
    public void ready() {
        var _ = link.session();
    }

    /// Why the latest connection did not reach the engine, if it did not.
    public Optional<ProblemException> trouble() {
        return trouble;
    }

    private void accept() {
        try {
            while (true) {
                var local = server.accept();
                Thread.ofVirtual().name("through " + address.host()).start(() -> carry(local));
            }
        } catch (IOException e) {
            // Closed: there is nobody left to serve.
        }
    }

    /// What went wrong is known before the client sees that its connection ended.
    private void carry(SocketChannel local) {
        try (local) {
            carried(local);
        } catch (ProblemException e) {
            trouble = Optional.of(e);
        } catch (IOException e) {
            // One side hung up; the other one is closed with it.
        }
    }

    private void carried(SocketChannel local) throws IOException {
        try (var remote = channel()) {
            trouble = Optional.empty();
            Thread.ofVirtual().name("up").start(() -> up(local, remote));
            if (copy(remote.getInvertedOut(), Channels.newOutputStream(local)) == 0) {
                trouble = Optional.of(SshProblems.noSocket(address, said(remote)));
            }
        } catch (ProblemException e) {
            trouble = Optional.of(e);
        }
    }

    /// What the command at the other end complained of.
    private static String said(ClientChannel remote) throws IOException {
        if (!(remote instanceof ChannelExec)) {
            return "the connection ended without an answer";
        }
        var complaint = new String(remote.getInvertedErr().readNBytes(LINE), UTF_8);
        return complaint.lines().findFirst().orElse("docker system dial-stdio says nothing");
    }

    private static void up(SocketChannel local, ClientChannel remote) {
        try {
            var _ = copy(Channels.newInputStream(local), remote.getInvertedIn());
        } catch (IOException e) {
            // As below: the connection is over.
        }
        remote.close(true);
    }

    private static long copy(InputStream from, OutputStream to) throws IOException {
        var piece = new byte[PIECE];
        long all = 0;
        for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
            to.write(piece, 0, count);
            to.flush();
            all += count;
        }
        return all;
    }

    private ClientChannel channel() {
        var session = link.session();
        try {
            return forwarded(session);
        } catch (SshChannelOpenException e) {
            return dialled(session);
        } catch (IOException e) {
            throw SshProblems.unreachable(address, String.valueOf(e.getMessage()));
        }
    }

    private ClientChannel forwarded(ClientSession session) throws IOException {
        var channel = new StreamLocalChannel(address.socket());
        register(session, channel);
        return opened(channel);
    }

    private static void register(ClientSession session, StreamLocalChannel channel)
            throws IOException {
        session.getService(ConnectionService.class).registerChannel(channel);
    }

    /// Where a server forwards no sockets its `docker` command does, as for `docker -H ssh://`.
    /// OpenSSH does not say whether it was not allowed or there was nothing to forward to.
    private ClientChannel dialled(ClientSession session) {
        var quoted = "'unix://%s'".formatted(address.socket().replace("'", "'\\''"));
        try {
            return opened(
                    session.createExecChannel("docker -H %s system dial-stdio".formatted(quoted)));
        } catch (SshException e) {
            throw SshProblems.noSocket(address, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw SshProblems.unreachable(address, String.valueOf(e.getMessage()));
        }
    }

    private static ClientChannel opened(ClientChannel channel) throws IOException {
        try {
            channel.open().verify(OPEN);
            return channel;
        } catch (IOException e) {
            channel.close(true);
            throw e instanceof SshException && e.getCause() instanceof SshChannelOpenException why
                    ? why
                    : e;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            link.close();
            Files.deleteIfExists(socket());
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
