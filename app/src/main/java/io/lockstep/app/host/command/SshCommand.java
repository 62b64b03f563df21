package io.lockstep.app.host.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;

/// Runs programs on another machine over SSH. One connection is kept and made again when it breaks.
///
/// The machine's key must be in the known-hosts file; ours comes from the agent or from `~/.ssh`.
public final class SshCommand implements RemoteCommand {
    private static final int NOT_FOUND = 127;
    private static final Duration CONNECT = Duration.ofSeconds(8);

    private final SshTarget target;
    private final SshClient client;
    private final AtomicInteger late = new AtomicInteger();
    private Optional<ClientSession> open = Optional.empty();

    private SshCommand(SshTarget target, SshClient client) {
        this.target = target;
        this.client = client;
    }

    /// @param knownHosts the file that names the keys of machines, such as `~/.ssh/known_hosts`
    public static SshCommand to(SshTarget target, Path knownHosts) {
        return over(target, knownHosts, SshClient.setUpDefaultClient());
    }

    /// @param client not started yet, with the identities to use; closed with this
    static SshCommand over(SshTarget target, Path knownHosts, SshClient client) {
        client.setServerKeyVerifier(
                new KnownHostsServerKeyVerifier(RejectAllServerKeyVerifier.INSTANCE, knownHosts));
        client.start();
        return new SshCommand(target, client);
    }

    @Override
    public String place() {
        return "ssh " + target;
    }

    @Override
    public Outcome run(List<String> command, Duration deadline) throws InterruptedException {
        try {
            return run(session(), quoted(command), deadline);
        } catch (IOException e) {
            drop();
            return new Outcome.Unreachable(String.valueOf(e.getMessage()));
        }
    }

    private Outcome run(ClientSession session, String command, Duration deadline)
            throws IOException {
        try (var channel = session.createExecChannel(command);
                var printed = new Bounded()) {
            channel.setOut(printed);
            channel.setRedirectErrorStream(true);
            channel.open().verify(deadline);
            var events = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), deadline);
            if (!events.contains(ClientChannelEvent.CLOSED)) {
                channel.close(true);
                late.incrementAndGet();
                return new Outcome.Late();
            }
            late.set(0);
            var exit = channel.getExitStatus();
            if (exit == null) {
                return new Outcome.Unreachable("the connection ended before the program did");
            }
            return exit == NOT_FOUND
                    ? new Outcome.Missing()
                    : new Outcome.Ended(exit, printed.toString(StandardCharsets.UTF_8));
        }
    }

    private synchronized ClientSession session() throws IOException {
        var known = open.filter(ClientSession::isOpen);
        if (known.isPresent()) {
            return known.get();
        }
        var session =
                client.connect(target.user(), target.host(), target.port())
                        .verify(CONNECT)
                        .getSession();
        try {
            session.auth().verify(CONNECT);
        } catch (IOException e) {
            session.close(true);
            throw e;
        }
        open = Optional.of(session);
        return session;
    }

    private synchronized void drop() {
        open.ifPresent(session -> session.close(true));
        open = Optional.empty();
    }

    /// The far shell must hand every word over as it is.
    static String quoted(List<String> command) {
        return command.stream()
                .map(word ->
                        word.matches("[A-Za-z0-9_./=,:-]+")
                                ? word
                                : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /// Those since the last answer: an answer shows that nothing is stuck any more.
    @Override
    public int abandoned() {
        return late.get();
    }

    @Override
    public void close() {
        drop();
        client.stop();
    }

    /// Keeps the first part of what is printed and counts the rest as read.
    private static final class Bounded extends ByteArrayOutputStream {
        @Override
        public synchronized void write(int one) {
            if (size() < MOST) {
                super.write(one);
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, Math.min(length, MOST - size()));
        }
    }
}
