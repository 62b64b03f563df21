package io.lockstep.app.rehearsal.chain.scenario;

import io.lockstep.app.rehearsal.chain.Fault;
import java.util.Optional;

/// What happens in a story. Accounts are named, and proposals numbered in the order of the story,
/// from one.
sealed interface Deed {
    /// @param version of MLNodes; for a software upgrade it stands in its info, if anywhere
    /// @param software name of a software upgrade, when it is one
    /// @param deposit what is needed for the vote to begin, if not given
    record Propose(
            String who,
            Optional<String> version,
            Optional<String> software,
            Place height,
            boolean expedited,
            Optional<Long> deposit)
            implements Deed {}

    /// @param vote as `lockstep vote` reads it
    record Vote(String who, String vote, int proposal) implements Deed {}

    record Deposit(String who, long amount, int proposal) implements Deed {}

    record Cancel(String who, int proposal) implements Deed {}

    /// @param node its number from zero; none for the gateway
    record Trouble(Optional<Integer> node, Fault fault) implements Deed {}

    /// The program that a halted chain waits for.
    record NewBinary() implements Deed {}
}
