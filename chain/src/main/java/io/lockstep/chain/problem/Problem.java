package io.lockstep.chain.problem;

/// Something that went wrong, told in the three sentences an operator needs. They may quote what a
/// stranger said; they are made printable and bounded here, so that nobody else has to.
///
/// @param code a stable word for programs, such as `chain.unreachable`
/// @param what what happened, one sentence
/// @param stands what still stands, one sentence
/// @param remedy what to do, one sentence
public record Problem(String code, String what, String stands, String remedy) {

    private static final int MOST = 4000;

    public Problem {
        what = Printable.line(what, MOST);
        stands = Printable.line(stands, MOST);
        remedy = Printable.line(remedy, MOST);
    }

    /// The three sentences in one line, as the terminal prints them.
    public String sentence() {
        return what + " " + stands + " " + remedy;
    }
}
