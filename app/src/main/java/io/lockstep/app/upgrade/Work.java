package io.lockstep.app.upgrade;

/// A step under way, with the newest thing to say about it.
public record Work(StepName step, String progress) {}
