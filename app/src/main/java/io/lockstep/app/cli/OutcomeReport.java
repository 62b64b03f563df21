package io.lockstep.app.cli;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.send.Outcome;
import io.lockstep.chain.tx.send.OutcomeWords;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// What a command that sends prints at its end.
///
/// @param outcome done, failed, refused, lapsed or unknown
record OutcomeReport(
        String outcome, String hash, OptionalLong height, OptionalLong proposal, String words) {

    /// Prints it; whatever did not go well is thrown as its problem.
    static int tell(Outcome outcome, boolean json, Terminal terminal) {
        var problem = OutcomeWords.problem(outcome);
        if (json) {
            terminal.say(RecordJson.of(of(outcome, problem)).toPrettyString());
            return problem.map(ExitCode::of).orElse(ExitCode.FINE);
        }
        problem.ifPresent(bad -> {
            throw new ProblemException(bad);
        });
        terminal.say("Done: %s".formatted(outcome.hash()));
        OutcomeWords.done(outcome).ifPresent(terminal::say);
        return ExitCode.FINE;
    }

    private static OutcomeReport of(Outcome outcome, Optional<Problem> problem) {
        var height = OptionalLong.empty();
        var proposal = OptionalLong.empty();
        if (outcome instanceof Outcome.Done(var result)) {
            height = OptionalLong.of(result.height());
            proposal = result.proposal();
        }
        return new OutcomeReport(
                outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                outcome.hash(),
                height,
                proposal,
                problem.map(Problem::sentence).or(() -> OutcomeWords.done(outcome)).orElse(""));
    }
}
