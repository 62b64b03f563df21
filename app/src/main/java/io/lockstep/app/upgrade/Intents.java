package io.lockstep.app.upgrade;

/// What an operator may ask for. Each call returns at once; what becomes of it shows in the
/// snapshot.
public interface Intents {

    /// Carries out that step if the plan says it is ready.
    void carryOut(StepName step);

    /// Carries out every step as soon as it is ready, the clean-up included.
    void automatic(boolean on);

    /// Takes the armed cutover back.
    void disarm();

    /// Before the cutover: disarms and removes the candidate and its route. The incumbent is not
    /// touched.
    void rollBack();
}
