package io.lockstep.app.acting;

import io.lockstep.app.settings.Settings;
import io.lockstep.chain.tx.send.Account;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// The exact command lines with which another machine goes on, for either program. Every argument
/// stands as a shell takes it.
record Commands(Settings settings, Preview preview) {

    /// Signs with either program, then sends with either.
    List<String> unsigned(Path file) {
        var signed = Path.of(file + ".signed");
        var number =
                preview.account()
                        .map(Account::number)
                        .map(String::valueOf)
                        .orElse("ACCOUNT-NUMBER");
        var known = preview.account().isPresent() || preview.wish().unordered();
        var sequence = known ? Long.toString(preview.sequence()) : "SEQUENCE";
        var chain = word(preview.chainId().orElse("CHAIN-ID"));
        var sending = broadcast(settings, signed);
        return List.of(
                "inferenced tx sign %s --from %s --chain-id %s --offline --account-number %s"
                                .formatted(word(file), preview.signer(), chain, number)
                        + " --sequence %s --sign-mode direct --output-document %s"
                                .formatted(sequence, word(signed)),
                "lockstep tx sign %s --chain-id %s --account-number %s --sequence %s"
                                .formatted(word(file), chain, number, sequence)
                        + " --mnemonic-stdin --out %s".formatted(word(signed)),
                sending.get(0),
                sending.get(1));
    }

    /// Sends a signed file, with either program.
    static List<String> broadcast(Settings settings, Path signed) {
        var rpc =
                settings.chain().rpcs().stream()
                        .findFirst()
                        .map(URI::toString)
                        .orElse("tcp://127.0.0.1:26657");
        var rest = settings.chain().rest().map(URI::toString).orElse("http://127.0.0.1:1317");
        return List.of(
                "inferenced tx broadcast %s --node %s".formatted(word(signed), word(rpc)),
                "lockstep tx broadcast %s --rest %s".formatted(word(signed), word(rest)));
    }

    private static String word(Object value) {
        var text = value.toString();
        return text.matches("[A-Za-z0-9_./:@%+=,-]+")
                ? text
                : "'" + text.replace("'", "'\\''") + "'";
    }
}
