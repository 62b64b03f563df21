package io.lockstep.app.cli;

import io.lockstep.app.acting.Act;
import io.lockstep.app.acting.Manner;
import io.lockstep.app.acting.Wish;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.tx.send.GasPrice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/// The flags of every command that acts on the chain: in whose name, how, and by which way out.
final class Acting {
    @Option(
            names = "--from",
            paramLabel = "KEY",
            required = true,
            description = "a key or watched address of lockstep keys, or an address")
    String from = "";

    @Option(
            names = "--exec-as",
            paramLabel = "ADDRESS",
            description = "act for this account, which granted it to the key (authz)")
    Optional<String> execAs = Optional.empty();

    @Option(names = "--unordered", description = "outside the account's sequence")
    boolean unordered;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = ShortDuration.class,
            description = "lifetime of an unordered transaction, 10m at most, 1m if not given")
    Duration timeout = Duration.ofMinutes(1);

    @Option(
            names = "--gas",
            paramLabel = "N",
            description = "gas limit; simulated if not given, 2000000 where that cannot be")
    Optional<Long> gas = Optional.empty();

    @Option(
            names = "--gas-prices",
            paramLabel = "PRICE",
            description = "such as 0.025ngonka; what the node asks for if not given")
    Optional<String> gasPrices = Optional.empty();

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = ShortDuration.class,
            description = "how long to wait for a block, 90s if not given")
    Duration wait = Duration.ofSeconds(90);

    @Option(
            names = "--generate-only",
            paramLabel = "FILE",
            description = "write the unsigned transaction for a cold machine; nothing is sent")
    Optional<Path> generateOnly = Optional.empty();

    @Option(names = "--yes", description = "sign without asking")
    boolean yes;

    @Option(names = "--json", description = "as JSON, for programs")
    boolean json;

    Wish wish(Act act) {
        return new Wish(act, from, execAs.map(Address::new), manner());
    }

    private Manner manner() {
        return new Manner(
                unordered ? Optional.of(timeout) : Optional.empty(),
                gas.map(OptionalLong::of).orElse(OptionalLong.empty()),
                gasPrices.map(GasPrice::read),
                wait);
    }
}
