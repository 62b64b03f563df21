package io.lockstep.app.containers.ssh;

import java.io.IOException;
import org.apache.sshd.client.channel.AsyncCapableClientChannel;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;

/// A channel to a Unix socket of the other machine, as OpenSSH defines it
/// (`direct-streamlocal@openssh.com`).
final class StreamLocalChannel extends AsyncCapableClientChannel {
    private final String socket;

    StreamLocalChannel(String socket) {
        super("direct-streamlocal@openssh.com", false);
        this.socket = socket;
    }

    @Override
    public synchronized OpenFuture open() throws IOException {
        if (closeFuture.isClosed()) {
            throw new SshException("the session has been closed");
        }
        openFuture = new DefaultOpenFuture(socket, futureLock);
        var own = getLocalWindow();
        var buffer = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN);
        buffer.putString(getChannelType());
        buffer.putUInt(getChannelId());
        buffer.putUInt(own.getSize());
        buffer.putUInt(own.getPacketSize());
        buffer.putString(socket);
        buffer.putString("");
        buffer.putUInt(0);
        writePacket(buffer);
        return openFuture;
    }
}
