package io.lockstep.engine;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Joins standard input and output to the control socket, which is how an engine in a container is
/// spoken to. Ends when either side does.
@Command(
        name = "relay",
        description = "Carries the control channel over standard input and output.",
        mixinStandardHelpOptions = true)
final class RelayCommand implements Callable<Integer> {

    @Option(
            names = "--control",
            required = true,
            paramLabel = "SOCKET",
            description = "The socket.")
    private Path control = Path.of("");

    @Override
    public Integer call() {
        try (var engine = SocketChannel.open(UnixDomainSocketAddress.of(control))) {
            var asking = Thread.ofPlatform().daemon().name("relay");
            asking.start(() -> ask(engine));
            copy(Channels.newInputStream(engine), System.out);
            return 0;
        } catch (IOException e) {
            throw unreachable(control, e);
        }
    }

    /// The end of our input is passed on as such, so that the last answer still comes.
    private static void ask(SocketChannel engine) {
        try {
            copy(System.in, Channels.newOutputStream(engine));
            engine.shutdownOutput();
        } catch (IOException e) {
            // The engine has hung up; the other direction says so.
            return;
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        var block = new byte[8 << 10];
        for (var read = in.read(block); read >= 0; read = in.read(block)) {
            out.write(block, 0, read);
            out.flush();
        }
    }

    private static ProblemException unreachable(Path control, IOException cause) {
        return new ProblemException(
                new Problem(
                        "engine.unreachable",
                        "No engine answers at %s.".formatted(control),
                        "Nothing was changed.",
                        "Check that it runs and where its control socket is."),
                cause);
    }
}
