package io.lockstep.chain.governance;

/// Something about an open proposal that an operator should know before it ends.
///
/// @param code a stable word for programs
/// @param text one sentence
public record Warning(String code, String text) {}
