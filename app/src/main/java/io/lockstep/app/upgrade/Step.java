package io.lockstep.app.upgrade;

/// One step of a plan.
public record Step(StepName name, StepState state) {

    public boolean done() {
        return state instanceof StepState.Done;
    }
}
