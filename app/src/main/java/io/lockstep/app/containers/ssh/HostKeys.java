package io.lockstep.app.containers.ssh;

import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.security.PublicKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.signature.Signature;

/// Trusts exactly the machines whose keys the operator has recorded, and says why another one is
/// refused. Nothing is ever recorded here.
final class HostKeys extends KnownHostsServerKeyVerifier {
    private static final int USUAL_PORT = 22;

    private final SshAddress address;
    private final AtomicReference<Optional<ProblemException>> refusal =
            new AtomicReference<>(Optional.empty());

    HostKeys(SshAddress address) {
        super(RejectAllServerKeyVerifier.INSTANCE, address.knownHosts());
        this.address = address;
    }

    /// Why the last key was refused, once.
    Optional<ProblemException> refusal() {
        return refusal.getAndSet(Optional.empty());
    }

    @Override
    protected boolean acceptUnknownHostKey(
            ClientSession session, SocketAddress remote, PublicKey key) {
        return refuse(SshProblems.unknownKey(address, KeyUtils.getFingerPrint(key)));
    }

    @Override
    public boolean acceptModifiedServerKey(
            ClientSession session,
            SocketAddress remote,
            KnownHostEntry entry,
            PublicKey expected,
            PublicKey actual) {
        return refuse(SshProblems.changedKey(address, KeyUtils.getFingerPrint(actual)));
    }

    @Override
    protected void handleRevokedKey(ClientSession session, SocketAddress remote, PublicKey key) {
        refuse(SshProblems.revokedKey(address, KeyUtils.getFingerPrint(key)));
    }

    private boolean refuse(ProblemException reason) {
        refusal.set(Optional.of(reason));
        return false;
    }

    /// The given algorithms, those of recorded keys first: a server has several keys, and one that
    /// was never recorded would look like a stranger's.
    List<NamedFactory<Signature>> preferred(List<NamedFactory<Signature>> all) {
        var recorded = recorded();
        return all.stream()
                .sorted(
                        Comparator.comparing(factory ->
                                !recorded.contains(
                                        KeyUtils.getCanonicalKeyType(factory.getName()))))
                .toList();
    }

    private Set<String> recorded() {
        if (!Files.isReadable(address.knownHosts())) {
            return Set.of();
        }
        var port = address.port() == 0 ? USUAL_PORT : address.port();
        try {
            return KnownHostEntry.readKnownHostEntries(address.knownHosts()).stream()
                    .filter(entry -> entry.isHostMatch(address.host(), port))
                    .map(entry -> entry.getKeyEntry().getKeyType())
                    .collect(Collectors.toSet());
        } catch (IOException | RuntimeException e) {
            return Set.of();
        }
    }
}
