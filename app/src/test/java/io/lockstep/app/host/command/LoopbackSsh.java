package io.lockstep.app.host.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.shell.ProcessShellFactory;

/// A real SSH server on this machine's loopback that runs what it is asked with `/bin/sh`, and a
/// client that knows its key.
public final class LoopbackSsh implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair user;
    private final Path knownHosts;

    public LoopbackSsh(Path folder) throws Exception {
        user = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        var host = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPublickeyAuthenticator(
                (_, key, _) -> KeyUtils.compareKeys(key, user.getPublic()));
        server.setCommandFactory((channel, command) ->
                new ProcessShellFactory(command, "/bin/sh", "-c", command).createShell(channel));
        server.start();
        knownHosts =
                Files.writeString(
                        folder.resolve("known_hosts"),
                        "[127.0.0.1]:%d %s%n"
                                .formatted(
                                        server.getPort(),
                                        PublicKeyEntry.toString(host.getPublic())));
    }

    public SshCommand client() {
        return client(knownHosts);
    }

    public SshCommand client(Path hosts) {
        var client = SshClient.setUpDefaultClient();
        client.addPublicKeyIdentity(user);
        return SshCommand.over(
                new SshTarget("somebody", "127.0.0.1", server.getPort()), hosts, client);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
