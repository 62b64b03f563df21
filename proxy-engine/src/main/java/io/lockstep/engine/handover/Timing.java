package io.lockstep.engine.handover;

import java.time.Duration;

/// How patient a cutover is where its operator sets no limit.
///
/// @param chainPoll between two readings of one RPC node
/// @param firstHead how long arming waits to learn the height before it does without
/// @param pause between two probes of an MLNode
/// @param retry after a refused call to an MLNode
/// @param gone how long a node may be without a listener before its process counts as ended
/// @param stop how long a node may take to stop: old ones end each worker in turn, 20 s apiece
/// @param gpu how long the memory of a GPU may stay in use after that
/// @param word how long a word about the GPU counts, and is waited for where it was promised
record Timing(
        Duration chainPoll,
        Duration firstHead,
        Duration pause,
        Duration retry,
        Duration gone,
        Duration stop,
        Duration gpu,
        Duration word) {

    static Timing standard() {
        return new Timing(
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofMinutes(3),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5));
    }
}
