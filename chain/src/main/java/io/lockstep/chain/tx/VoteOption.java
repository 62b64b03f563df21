package io.lockstep.chain.tx;

import java.util.Arrays;
import java.util.Optional;

/// A way to vote. The chain's names carry the prefix `VOTE_OPTION_`, its numbers begin with 1.
public enum VoteOption {
    YES("yes"),
    ABSTAIN("abstain"),
    NO("no"),
    NO_WITH_VETO("no with veto");

    private static final String PREFIX = "VOTE_OPTION_";

    private final String words;

    VoteOption(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /// As the command line writes it, such as `no_with_veto`.
    public static Optional<VoteOption> named(String name) {
        return Arrays.stream(values())
                .filter(option -> option.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    String onChain() {
        return PREFIX + name();
    }

    /// As the chain names it.
    public static Optional<VoteOption> ofChain(String name) {
        return name.startsWith(PREFIX) ? named(name.substring(PREFIX.length())) : Optional.empty();
    }
}
