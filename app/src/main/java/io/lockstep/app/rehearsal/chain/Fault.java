package io.lockstep.app.rehearsal.chain;

import java.time.Duration;

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

    /// Answers over HTTP; a WebSocket is accepted, and then nothing ever comes over it.
    record Mute() implements Fault {}

    /// Answers late.
    record Slow(Duration delay) implements Fault {}

    /// Answers everything with this status, in the words that real ones have for it.
    record Broken(int status) implements Fault {}

    /// Has thrown away all but its newest blocks.
    record Pruned(long kept) implements Fault {}

    /// Stays behind the others by some blocks and does not know it.
    record Lag(long blocks) implements Fault {}

    /// Is behind and says so.
    record CatchingUp(long blocks) implements Fault {}

    /// Is behind, says so, and comes nearer with each block until it is there.
    record Syncing(long blocks, long perBlock) implements Fault {}

    /// Belongs to another network.
    record OtherChain(String chainId) implements Fault {}

    /// Shows other blocks at the same heights.
    record Fork() implements Fault {}

    /// Claims blocks that nobody made.
    record Ahead(long blocks) implements Fault {}
}
