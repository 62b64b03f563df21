package io.lockstep.app.containers.ssh;

import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;

/// Keeps one session to one machine: opened when it is first needed, kept alive, opened anew when
/// it was lost. Callers that come while it opens share that attempt.
final class SshLink implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(8);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int UNANSWERED = 2;

    private final SshAddress address;
    private final HostKeys hostKeys;
    private final SshClient client;
    private Optional<CompletableFuture<ClientSession>> latest = Optional.empty();

    SshLink(SshAddress address) {
        this.address = address;
        this.hostKeys = new HostKeys(address);
        this.client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(hostKeys);
        client.setSignatureFactories(hostKeys.preferred(client.getSignatureFactories()));
        CoreModuleProperties.PREFERRED_AUTHS.set(client, "publickey");
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, UNANSWERED);
        CoreModuleProperties.NIO_WORKERS.set(client, 1);
        identify();
        client.start();
    }

    /// A key that was named is the only one offered; else the agent's and the usual files'.
    private void identify() {
        address.key()
                .ifPresentOrElse(
                        key ->
                                client.setKeyIdentityProvider(
                                        KeyIdentityProvider.wrapKeyPairs(load(key))),
                        () ->
                                address.agent()
                                        .filter(Files::exists)
                                        .map(AgentClient.Factory::new)
                                        .ifPresent(client::setAgentFactory));
    }

    private static List<KeyPair> load(Path key) {
        List<KeyPair> pairs = new ArrayList<>();
        try (var content = Files.newInputStream(key)) {
            SecurityUtils.loadKeyPairIdentities(
                            null, new PathResource(key), content, FilePasswordProvider.EMPTY)
                    .forEach(pairs::add);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw SshProblems.keyUnusable(key, String.valueOf(e.getMessage()));
        }
        if (pairs.isEmpty()) {
            throw SshProblems.keyUnusable(key, "it holds no private key");
        }
        return pairs;
    }

    /// The open session; blocks for a few seconds while it opens.
    ///
    /// @throws ProblemException why there is none
    ClientSession session() {
        var mine = new CompletableFuture<ClientSession>();
        CompletableFuture<ClientSession> current;
        boolean first;
        synchronized (this) {
            var shared = latest.filter(SshLink::usable);
            first = shared.isEmpty();
            current = shared.orElse(mine);
            latest = Optional.of(current);
        }
        if (first) {
            open(mine);
        }
        try {
            return current.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProblemException known) {
                throw known;
            }
            throw e;
        }
    }

    private static boolean usable(CompletableFuture<ClientSession> attempt) {
        return !attempt.isDone()
                || (!attempt.isCompletedExceptionally() && attempt.join().isOpen());
    }

    private void open(CompletableFuture<ClientSession> attempt) {
        try {
            attempt.complete(connected());
        } catch (ProblemException e) {
            attempt.completeExceptionally(e);
        } catch (IOException | RuntimeException e) {
            attempt.completeExceptionally(
                    SshProblems.unreachable(address, String.valueOf(root(e).getMessage())));
        }
    }

    private ClientSession connected() throws IOException {
        var user = address.user().orElse(null);
        var session =
                client.connect(user, address.host(), address.port()).verify(CONNECT).getSession();
        try {
            session.auth().verify(CONNECT);
            return session;
        } catch (InterruptedIOException e) {
            session.close(true);
            throw e;
        } catch (IOException e) {
            session.close(true);
            throw refused(e);
        }
    }

    /// The library tells of a refused host key and of a refused login with one exception.
    private ProblemException refused(IOException e) {
        var hostKey = hostKeys.refusal();
        if (hostKey.isPresent()) {
            return hostKey.get();
        }
        var login =
                e instanceof SshException ssh
                        && String.valueOf(ssh.getMessage()).contains("No more authentication");
        return login
                ? SshProblems.loginRefused(address)
                : SshProblems.unreachable(address, String.valueOf(root(e).getMessage()));
    }

    private static Throwable root(Throwable e) {
        var cause = e.getCause();
        return cause == null ? e : root(cause);
    }

    @Override
    public void close() {
        client.close(true);
    }
}
