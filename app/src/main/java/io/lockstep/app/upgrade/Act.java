package io.lockstep.app.upgrade;

import java.util.function.Consumer;

/// Something done to the outside world. Each act asks the world first and changes only what is not
/// yet so, so that it may be repeated after a crash at any point.
public interface Act {

    /// What is going to be done, one sentence for the journal.
    String intent();

    /// Facts for programs, as JSON; empty when there are none.
    default String detail() {
        return "";
    }

    /// Whether its step is no longer ready once it has ended.
    default boolean whole() {
        return true;
    }

    /// Blocks until it is done and proven; throws `ProblemException` when it cannot be.
    ///
    /// @return the evidence, one sentence for the journal
    String carryOut(Consumer<String> progress) throws InterruptedException;
}
