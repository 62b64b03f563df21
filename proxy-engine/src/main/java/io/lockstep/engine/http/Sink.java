package io.lockstep.engine.http;

import io.netty.buffer.ByteBuf;

/// Takes the bytes of a body in their order.
public interface Sink {

    /// Takes the next readable bytes of `in`, which is not released.
    void pass(ByteBuf in, int bytes);

    /// Takes bytes of an array that may change afterwards.
    void put(byte[] bytes, int from, int to);
}
