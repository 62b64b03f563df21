package io.lockstep.app.proxy.raw;

import java.io.IOException;

/// A way through each proxy with an upstream behind it that nobody else uses, so that cases can run
/// beside each other.
record Lane(int nginx, int engine, RecordingUpstream behindNginx, RecordingUpstream behindEngine) {

    /// How a client sends.
    @FunctionalInterface
    interface Sending {
        RawClient.Got through(RawClient client) throws IOException;
    }

    Outcome nginx(Sending sending) throws IOException {
        return outcome(RawClient.to(nginx), behindNginx, sending);
    }

    Outcome engine(Sending sending) throws IOException {
        return outcome(RawClient.to(engine), behindEngine, sending);
    }

    private static Outcome outcome(RawClient client, RecordingUpstream behind, Sending sending)
            throws IOException {
        var _ = behind.taken();
        var got = sending.through(client);
        return new Outcome(got, behind.taken());
    }
}
