package io.lockstep.chain.key;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.Optional;

/// An account of the chain in its text form, with a checksum that was checked.
public record Address(String text) {
    private static final String PREFIX = "gonka";

    /// The account of the gov module: the only signer of what a proposal does (fact sheet, section
    /// 3.1). Nobody has a key for it.
    public static final Address GOV = new Address("gonka10d07y265gmmuvt4z0w9aw880jnsr700j2h5m33");

    public Address {
        if (!valid(text)) {
            throw new ProblemException(
                    new Problem(
                            "usage.address",
                            "\"%s\" is no address of the Gonka chain.".formatted(text),
                            "Nothing was sent.",
                            "Addresses begin with gonka1; copy it whole, its end is a checksum."));
        }
    }

    static Address of(byte[] hash) {
        return new Address(Bech32.encode(PREFIX, hash));
    }

    /// Empty for what is no address.
    public static Optional<Address> find(String text) {
        return valid(text) ? Optional.of(new Address(text)) : Optional.empty();
    }

    private static boolean valid(String text) {
        return Bech32.decode(PREFIX, text)
                .filter(data -> data.length == 20 || data.length == 32)
                .filter(_ -> text.startsWith(PREFIX))
                .isPresent();
    }

    @Override
    public String toString() {
        return text;
    }
}
