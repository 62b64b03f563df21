package io.lockstep.app.cli;

import io.lockstep.app.acting.Manner;
import io.lockstep.app.acting.NodeDesk;
import io.lockstep.chain.http.JsonHttp;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Sends a signed transaction file and waits for its block.
@Command(
        name = "broadcast",
        description = "Send a signed transaction file and say what became of it.",
        footer = {"", "Giving it twice does no harm: a chain takes the same bytes once at most."})
final class TxBroadcastCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final Addresses addresses = new Addresses();

    @Parameters(paramLabel = "SIGNED", description = "the signed transaction")
    private Path file = Path.of("");

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = ShortDuration.class,
            description = "how long to wait for a block, 90s if not given")
    private Duration wait = Manner.PATIENCE;

    @Option(names = "--json", description = "as JSON, for programs")
    private boolean json;

    TxBroadcastCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var desk =
                new NodeDesk(
                        addresses.settings(),
                        addresses.folders(),
                        JsonHttp.forProbes(),
                        Clock.systemUTC(),
                        Optional.empty());
        var signed = desk.readSigned(file);
        if (!json) {
            signed.words().forEach(terminal::say);
        }
        return OutcomeReport.tell(desk.broadcast(signed, wait), json, terminal);
    }
}
