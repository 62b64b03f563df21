package io.lockstep.app.cli;

import io.lockstep.app.acting.Act;
import io.lockstep.app.acting.Wording;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The flags of a proposal.
final class Proposing {
    @Option(names = "--title", paramLabel = "TEXT", description = "made up if not given")
    private Optional<String> title = Optional.empty();

    @Option(names = "--summary", paramLabel = "TEXT", description = "made up if not given")
    private Optional<String> summary = Optional.empty();

    @Option(names = "--metadata", paramLabel = "TEXT", description = "none if not given")
    private String metadata = "";

    @Option(
            names = "--deposit",
            paramLabel = "AMOUNT",
            description = "such as 500gonka; what begins the vote at once if not given")
    private Optional<String> deposit = Optional.empty();

    @Option(names = "--expedited", description = "a shorter vote for a higher deposit")
    private boolean expedited;

    @Option(names = "--force", description = "propose although a check objects")
    boolean force;

    Act.Terms terms(Wording words) {
        return new Act.Terms(
                title.orElse(words.title()),
                summary.orElse(words.summary()),
                metadata,
                deposit,
                expedited);
    }
}
