package io.lockstep.engine.control;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// One question on its way to an engine, on a thread of its own. Whoever gives it up leaves no
/// connection open, however late that comes about.
final class Question implements Runnable {

    /// A connection and the answers that come over it.
    record Line(ControlTransport.Connection connection, Lines answers) {
        void close() {
            try {
                connection.close();
            } catch (IOException e) {
                // It is of no use any more, closed or not.
                return;
            }
        }
    }

    private final ControlTransport transport;
    private final long id;
    private final ControlMessage message;
    private final CompletableFuture<ControlAnswer> answer = new CompletableFuture<>();
    private Optional<Line> line;
    private boolean givenUp;

    /// @param kept the connection of the question before, if it is still good
    Question(ControlTransport transport, Optional<Line> kept, long id, ControlMessage message) {
        this.transport = transport;
        this.line = kept;
        this.id = id;
        this.message = message;
    }

    /// Fails with an `IOException` for whatever means that the connection is of no use.
    CompletableFuture<ControlAnswer> answer() {
        return answer;
    }

    /// The connection it was asked over.
    synchronized Optional<Line> line() {
        return line;
    }

    synchronized void giveUp() {
        givenUp = true;
        line.ifPresent(Line::close);
    }

    @Override
    public void run() {
        try {
            answer.complete(sendAndReceive(line().isPresent() ? line().get() : connect()));
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private Line connect() throws IOException {
        var connection = transport.open();
        var opened = new Line(connection, new Lines(connection.fromEngine()));
        synchronized (this) {
            if (givenUp) {
                opened.close();
                throw new IOException("the question was given up");
            }
            line = Optional.of(opened);
        }
        return opened;
    }

    private ControlAnswer sendAndReceive(Line over) throws IOException {
        var out = over.connection().toEngine();
        out.write(ControlJson.write(id, message));
        out.flush();
        var heard =
                ControlJson.answer(
                        over.answers().next().orElseThrow(() -> new IOException("it hung up")));
        if (heard.id() != id && heard.problem().isEmpty()) {
            throw new IOException("it answered something else");
        }
        return heard;
    }
}
