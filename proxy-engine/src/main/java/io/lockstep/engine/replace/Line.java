package io.lockstep.engine.replace;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lockstep.chain.problem.ProblemException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.unix.DomainSocketChannel;
import io.netty.channel.unix.DomainSocketReadMode;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A hand-over's connection, for blocking use on one thread at a time; saying is safe on any.
///
/// Words are bounded lines. A descriptor travels beside a byte of its own, so the sides agree on
/// when descriptors come: only after they were asked for, and before any further word.
final class Line extends ChannelInboundHandlerAdapter implements AutoCloseable {
    private static final int MOST_BYTES = 16 << 20;
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build();

    /// What came in, in its order.
    private sealed interface Heard {
        record Text(String line) implements Heard {}

        record Descriptor(FileDescriptor descriptor) implements Heard {}

        record End() implements Heard {}
    }

    private final DomainSocketChannel channel;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    /// Must be added to the channel's pipeline.
    Line(DomainSocketChannel channel) {
        this.channel = channel;
    }

    /// Sends it without waiting; to one who is gone it says nothing.
    void say(Word word) {
        if (isOpen()) {
            var _ = channel.writeAndFlush(bytes(word));
        }
    }

    void send(FileDescriptor descriptor) {
        var _ = channel.writeAndFlush(descriptor);
    }

    /// Empty when nothing came in time; `EOFException` when the other side has hung up.
    Optional<Word> hear(Duration within) throws IOException {
        return switch (take(within)) {
            case Heard.Text(var line) -> Optional.of(JSON.readValue(line, Word.class));
            case Heard.End() -> throw hungUp();
            case Heard.Descriptor _ -> throw new IOException("a descriptor came unasked");
            case null -> Optional.empty();
        };
    }

    /// Throws `ProblemException` where the other side says no.
    <T extends Word> T expect(Class<T> kind, Duration within) throws IOException {
        var word =
                hear(within)
                        .orElseThrow(() ->
                                new IOException(
                                        "it said nothing for %d s".formatted(within.toSeconds())));
        if (word instanceof Word.No(var problem)) {
            throw new ProblemException(problem);
        }
        if (!kind.isInstance(word)) {
            throw new IOException("it said something else than was its turn");
        }
        return kind.cast(word);
    }

    /// Asks for descriptors with that word; they are the caller's to close.
    List<FileDescriptor> descriptors(Word asking, int count, Duration within) throws IOException {
        channel.eventLoop()
                .execute(() -> {
                    channel.config().setReadMode(DomainSocketReadMode.FILE_DESCRIPTORS);
                    say(asking);
                });
        var taken = new ArrayList<FileDescriptor>();
        while (taken.size() < count) {
            switch (take(within)) {
                case Heard.Descriptor(var descriptor) -> taken.add(descriptor);
                case Heard.Text _ -> throw new IOException("a word came among the descriptors");
                case Heard.End() -> throw hungUp();
                case null -> throw new IOException("the descriptors did not come");
            }
        }
        channel.config().setReadMode(DomainSocketReadMode.BYTES);
        return taken;
    }

    private Heard take(Duration within) throws IOException {
        try {
            return heard.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the hand-over was given up", e);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes) {
            bytes.forEachByte(this::take);
            bytes.release();
        } else if (message instanceof FileDescriptor descriptor) {
            heard.add(new Heard.Descriptor(descriptor));
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    private boolean take(byte next) {
        if (next == '\n') {
            heard.add(new Heard.Text(begun.toString(UTF_8)));
            begun.reset();
        } else if (begun.size() < MOST_BYTES) {
            begun.write(next);
        } else {
            close();
        }
        return true;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        heard.add(new Heard.End());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        close();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /// Sends what was said, then hangs up.
    @Override
    public void close() {
        if (!isOpen()) {
            return;
        }
        var _ =
                channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                        .addListener(ChannelFutureListener.CLOSE);
    }

    private static EOFException hungUp() {
        return new EOFException("it hung up");
    }

    private static ByteBuf bytes(Word word) {
        try {
            return Unpooled.wrappedBuffer(JSON.writeValueAsBytes(word), new byte[] {'\n'});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
