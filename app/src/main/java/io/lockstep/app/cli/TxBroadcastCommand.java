package io.lockstep.app.cli;

import io.lockstep.app.settings.Settings;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.TxJson;
import io.lockstep.chain.tx.TxWords;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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
    private Duration wait = Duration.ofSeconds(90);

    @Option(names = "--json", description = "as JSON, for programs")
    private boolean json;

    TxBroadcastCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var signed = TxJson.signed(TxFiles.read(file));
        if (!json) {
            TxWords.of(signed.draft()).forEach(terminal::say);
        }
        try (var desk = TxDesk.open(addresses.folders(), rest(addresses.settings()))) {
            return OutcomeReport.tell(desk.sender().sendSigned(signed, wait), json, terminal);
        }
    }

    static URI rest(Settings settings) {
        return settings.chain()
                .rest()
                .orElseThrow(() ->
                        new ProblemException(
                                new Problem(
                                        "settings.no.rest",
                                        "No address was given for the REST of the chain.",
                                        "Nothing was signed and nothing was sent.",
                                        "Give it with --rest or in lockstep.toml.")));
    }
}
