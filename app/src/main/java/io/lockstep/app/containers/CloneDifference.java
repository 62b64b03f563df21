package io.lockstep.app.containers;

/// One setting in which a candidate is not like its incumbent. Values of variables that may hold a
/// secret are masked.
///
/// @param field path in what the engine tells of a container, such as `Config.Env.HF_HOME`
/// @param before the incumbent's value; empty where it has none
/// @param after the candidate's value; empty where it has none
/// @param why one clause
public record CloneDifference(String field, String before, String after, String why) {}
