package io.lockstep.engine.proxy;

import io.lockstep.engine.http.Sink;
import io.netty.buffer.ByteBuf;

/// Puts what passes into chunks, for a body that came without an end of its own.
final class Chunked implements Sink {
    private final Outbox out;

    Chunked(Outbox out) {
        this.out = out;
    }

    @Override
    public void pass(ByteBuf in, int bytes) {
        size(bytes);
        out.pass(in, bytes);
        put(Words.LINE);
    }

    @Override
    public void put(byte[] bytes, int from, int to) {
        size(to - from);
        out.put(bytes, from, to);
        put(Words.LINE);
    }

    void end() {
        put(Words.LAST_CHUNK);
    }

    private void size(int bytes) {
        put(Words.of(Integer.toHexString(bytes) + "\r\n"));
    }

    private void put(byte[] bytes) {
        out.put(bytes, 0, bytes.length);
    }
}
