package io.lockstep.app.containers.docker;

import com.github.dockerjava.transport.SSLConfig;
import io.lockstep.app.containers.ssh.SshAddress;
import io.lockstep.app.containers.ssh.SshTunnel;
import io.lockstep.chain.problem.ProblemException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Through a tunnel; what the tunnel knows explains an error better than the error itself.
final class SshWire implements Wire {
    private final SshAddress address;
    private final SshTunnel tunnel;

    SshWire(SshAddress address) {
        this.address = address;
        this.tunnel = SshTunnel.to(address);
    }

    @Override
    public URI uri() {
        return DirectWire.unix(tunnel.socket());
    }

    @Override
    public @Nullable SSLConfig tls() {
        return null;
    }

    @Override
    public void ready() {
        tunnel.ready();
    }

    @Override
    public ProblemException lost(Throwable e) {
        var detail = String.valueOf(Wire.root(e).getMessage());
        return tunnel.trouble()
                .orElseGet(() -> DockerProblems.unreachable(address.toString(), detail));
    }

    @Override
    public String toString() {
        return address.toString();
    }

    @Override
    public void close() {
        tunnel.close();
    }
}
