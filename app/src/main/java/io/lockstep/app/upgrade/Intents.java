package io.lockstep.app.upgrade;

import java.time.Duration;
import java.util.Set;

/// What an operator may ask for. Each call returns at once; what becomes of it shows in the
/// snapshot.
public interface Intents {

    /// Carries out that step if the plan says it is ready.
    void carryOut(StepName step);

    /// Carries out every step as soon as it is ready, the clean-up included.
    void automatic(boolean on);

    /// Takes the armed cutover back.
    void disarm();

    /// Before the cutover: disarms and removes the candidate and its route; the incumbent is not
    /// touched. Once the candidate serves: switches back to the incumbent, which then runs a
    /// version the chain no longer asks for, and keeps the candidate.
    void rollBack();

    /// Ends the pull under way, on the host, too, and carries out nothing more by itself. Layers
    /// that were complete need not come again.
    void cancelPull();

    /// Goes past a failing check of the preflight, for this upgrade only.
    ///
    /// @param reason kept in the journal
    void override(String check, String reason);

    /// Takes stock of the host, so that the clean-up's list is shown whatever the plan says.
    void survey();

    /// Removes exactly these things of the clean-up's list, and none if one may not go.
    ///
    /// @param ticked ids of the list's items
    void cleanUp(Set<String> ticked);

    /// Keeps an old image for a way back until that much time has passed.
    ///
    /// @param image its name or id
    void shelve(String image, Duration age);

    /// Lets an image off the rollback shelf go with the next clean-up.
    void unshelve(String image);
}
