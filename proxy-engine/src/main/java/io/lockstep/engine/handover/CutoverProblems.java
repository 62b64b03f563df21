package io.lockstep.engine.handover;

import io.lockstep.chain.problem.Problem;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.CutoverRecord;

/// What can go wrong with a cutover, in the words its operator reads.
final class CutoverProblems {
    private CutoverProblems() {}

    static Problem refused(String reason) {
        return new Problem(
                "cutover.refused",
                "The cutover cannot be armed: %s.".formatted(reason),
                "Nothing was armed; the routes stay as they are.",
                "Correct that and arm it again.");
    }

    static Problem otherArmed(CutoverRecord other) {
        return new Problem(
                "cutover.otherArmed",
                "The cutover %s is %s already."
                        .formatted(
                                other.armed().id(),
                                other.phase() == CutoverRecord.Phase.ARMED ? "armed" : "running"),
                "It stays as it is.",
                "Disarm it first, or wait until it has ended.");
    }

    static Problem begun(CutoverRecord record) {
        return new Problem(
                "cutover.begun",
                "The cutover %s has begun and cannot be disarmed.".formatted(record.armed().id()),
                "It goes on to its end, or back to the incumbent by itself.",
                "Wait for its end, then roll back if you need to.");
    }

    static Problem underWay(CutoverRecord record) {
        return new Problem(
                "cutover.underWay",
                "The cutover %s is under way, so the engine cannot be replaced."
                        .formatted(record.armed().id()),
                "The running engine carries it out and serves on untouched.",
                "Replace the engine when the cutover has ended.");
    }

    static Problem doesNotStop(ArmedCutover armed, String state) {
        return new Problem(
                "cutover.incumbentRuns",
                "The incumbent %s did not stop: it is still in state %s."
                        .formatted(armed.incumbent(), state),
                "The candidate was not brought up; the incumbent serves both versions.",
                "Find out what keeps it running, then arm a new cutover.");
    }

    static Problem notReady(ArmedCutover armed, String reason) {
        return new Problem(
                "cutover.notReady",
                "The candidate %s did not serve within %d s: %s."
                        .formatted(armed.candidate(), armed.readyLimitMillis() / 1000, reason),
                "The incumbent %s is brought up again and serves both versions."
                        .formatted(armed.incumbent()),
                "Look into the candidate's log, then arm a new cutover.");
    }

    static Problem nothingServes(ArmedCutover armed, String reason) {
        return new Problem(
                "cutover.nothingServes",
                "Neither version serves: the incumbent %s did not come back: %s."
                        .formatted(armed.incumbent(), reason),
                "Requests go to the incumbent and fail until it serves.",
                "Free the GPU and bring the incumbent up by hand.");
    }

    static Problem noUpstream(String version) {
        return new Problem(
                "engine.noUpstream",
                "The engine has no upstream %s any more.".formatted(version),
                "The routes stay as they are.",
                "Add the upstream again and set the routes by hand.");
    }

    static Problem broke(RuntimeException e) {
        return new Problem(
                "cutover.broke",
                "The cutover ended in an error of its own: %s.".formatted(e),
                "Its phase is kept; the routes stay as they are.",
                "Restart the engine: it goes on from what it finds.");
    }
}
