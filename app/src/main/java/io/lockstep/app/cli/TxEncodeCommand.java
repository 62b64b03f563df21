package io.lockstep.app.cli;

import io.lockstep.app.acting.TransactionFiles;
import io.lockstep.chain.tx.TxJson;
import io.lockstep.chain.tx.TxWords;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the bytes of a signed transaction file.
@Command(
        name = "encode",
        description =
                "Print the raw transaction of a signed file in base64; no network is touched.")
final class TxEncodeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SIGNED", description = "the signed transaction")
    private Path file = Path.of("");

    @Option(names = "--json", description = "with hash and words, as JSON, for programs")
    private boolean json;

    TxEncodeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// What a program reads.
    record Report(String bytes, String hash, String signer, List<String> messages) {}

    @Override
    public Integer call() {
        var signed = TxJson.signed(TransactionFiles.read(file));
        var report =
                new Report(
                        signed.base64(),
                        signed.hash(),
                        signed.signer().address().text(),
                        TxWords.of(signed.draft()));
        terminal.say(json ? RecordJson.of(report).toPrettyString() : report.bytes());
        return ExitCode.FINE;
    }
}
