package io.lockstep.app.rehearsal.chain;

/// What is wrong with a node of the simulated chain.
public sealed interface Fault {
    /// Nothing.
    record None() implements Fault {}

    /// Nobody listens; connections that were open are gone.
    record Refuse() implements Fault {}

    /// Takes connections and requests and never answers.
    record Hang() implements Fault {}

    /// Answers, and keeps its WebSockets open, but sends no event any more.
    record Silent() implements Fault {}

    /// Stays behind the others by some blocks and does not know it.
    record Lag(long blocks) implements Fault {}

    /// Is behind and says so.
    record CatchingUp(long blocks) implements Fault {}

    /// Belongs to another network.
    record OtherChain(String chainId) implements Fault {}

    /// Shows other blocks at the same heights.
    record Fork() implements Fault {}
}
