package io.lockstep.app.upgrade;

import io.lockstep.chain.problem.Problem;

/// Where one step stands, as the planner sees it in the snapshot.
public sealed interface StepState {

    /// @param evidence what proves it, a short sentence
    record Done(String evidence) implements StepState {}

    /// May be carried out now.
    ///
    /// @param act what carrying it out does, a short sentence
    record Ready(String act) implements StepState {}

    /// Cannot begin yet, or is under way by itself.
    ///
    /// @param on what it waits for, a short sentence
    record Waiting(String on) implements StepState {}

    /// Must not be carried out.
    record Refused(Problem reason) implements StepState {}
}
