package io.lockstep.engine.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.DelegatingHandle;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.util.UncheckedBooleanSupplier;
import java.util.Optional;

/// The memory that all connections of one event loop read into, and the memory they send from, as
/// long as what came goes on at once: it stays warm and nothing is allocated. Used on that loop
/// only.
///
/// Whoever keeps a part of what was read holds a reference to it, and then that memory is theirs
/// and the next read gets another: no connection ever sees what was read for one before.
final class Tray {
    static final int SIZE = 16 << 10;

    private Optional<ByteBuf> in = Optional.empty();
    private Optional<ByteBuf> out = Optional.empty();
    private Optional<Outbox> sender = Optional.empty();

    /// Sizes as that one guesses; what is small is read into the tray.
    RecvByteBufAllocator reads(RecvByteBufAllocator sizes) {
        return () -> new Reads((ExtendedHandle) sizes.newHandle());
    }

    private final class Reads extends DelegatingHandle implements ExtendedHandle {
        private final ExtendedHandle sizes;

        Reads(ExtendedHandle sizes) {
            super(sizes);
            this.sizes = sizes;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator alloc) {
            return guess() <= SIZE ? toRead(alloc) : sizes.allocate(alloc);
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier more) {
            return sizes.continueReading(more);
        }
    }

    private ByteBuf toRead(ByteBufAllocator alloc) {
        if (in.isPresent() && in.get().refCnt() == 1) {
            return in.get().clear().retain();
        }
        in.ifPresent(ByteBuf::release);
        var fresh = alloc.directBuffer(SIZE, SIZE);
        in = Optional.of(fresh);
        return fresh.retain();
    }

    /// Empty memory to send from, until it is given back. Whoever has it keeps what it holds
    /// elsewhere first.
    ByteBuf lend(Outbox to, ByteBufAllocator alloc) {
        sender.filter(one -> one != to).ifPresent(Outbox::keep);
        sender = Optional.of(to);
        if (out.isEmpty()) {
            out = Optional.of(alloc.directBuffer(SIZE, SIZE));
        }
        return out.get().clear();
    }

    void giveBack() {
        sender = Optional.empty();
    }

    /// The loop has ended.
    void close() {
        in.ifPresent(ByteBuf::release);
        out.ifPresent(ByteBuf::release);
        in = Optional.empty();
        out = Optional.empty();
    }
}
