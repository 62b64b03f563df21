package io.lockstep.chain.problem;

/// Something that went wrong, told in the three sentences an operator needs.
///
/// @param code a stable word for programs, such as `chain.unreachable`
/// @param what what happened, one sentence
/// @param stands what still stands, one sentence
/// @param remedy what to do, one sentence
public record Problem(String code, String what, String stands, String remedy) {

    /// The three sentences in one line, as the terminal prints them.
    public String sentence() {
        return what + " " + stands + " " + remedy;
    }
}
