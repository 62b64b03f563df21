package io.lockstep.app.containers.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/// Asks the operator's SSH agent to sign, over its socket; keys never come here. The agent is not
/// forwarded to the host.
final class AgentClient extends AbstractAgentProxy {
    private static final int LONGEST = 256 * 1024;

    private final SocketChannel agent;

    private AgentClient(Path socket) throws IOException {
        super(null);
        this.agent = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            agent.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            agent.close();
            throw e;
        }
    }

    /// What the library opens an agent with.
    record Factory(Path socket) implements SshAgentFactory {

        @Override
        public SshAgent createClient(Session session, FactoryManager manager) throws IOException {
            return new AgentClient(socket);
        }

        @Override
        public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
            return List.of();
        }

        @Override
        public SshAgentServer createServer(ConnectionService service) {
            throw new UnsupportedOperationException("nothing is served here");
        }
    }

    @Override
    protected synchronized Buffer request(Buffer buffer) throws IOException {
        var asked = ByteBuffer.wrap(buffer.array(), buffer.rpos(), buffer.available());
        while (asked.hasRemaining()) {
            var _ = agent.write(asked);
        }
        var length = read(Integer.BYTES).getInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("the agent answers with " + length + " bytes");
        }
        return new ByteArrayBuffer(read(length).array());
    }

    private ByteBuffer read(int count) throws IOException {
        var into = ByteBuffer.allocate(count);
        while (into.hasRemaining()) {
            if (agent.read(into) < 0) {
                throw new EOFException("the agent hung up");
            }
        }
        return into.flip();
    }

    @Override
    public boolean isOpen() {
        return agent.isOpen();
    }

    @Override
    public void close() throws IOException {
        agent.close();
        super.close();
    }
}
