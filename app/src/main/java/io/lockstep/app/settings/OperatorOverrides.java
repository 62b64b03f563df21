package io.lockstep.app.settings;

import io.lockstep.chain.key.Address;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What flags or a form say about the operator; what is empty leaves the settings' word.
///
/// @param schedule each as `VERSION@HEIGHT`
public record OperatorOverrides(
        List<String> accounts,
        Optional<String> key,
        Optional<String> granter,
        Optional<String> keystore,
        List<String> schedule) {

    /// @throws ProblemException with the code `usage.operator` for what cannot be used
    public Settings.Operator over(Settings.Operator file) {
        try {
            var watched = OperatorValues.accounts("the account", accounts);
            var own = OperatorValues.schedule("the own schedule", schedule);
            return new Settings.Operator(
                    watched.isEmpty() ? file.accounts() : watched,
                    key.or(file::key),
                    granter.isEmpty() ? file.granter() : Optional.of(granter(granter.get())),
                    keystore.map(Path::of).or(file::keystore),
                    own.isEmpty() ? file.schedule() : own);
        } catch (BadValueException e) {
            throw new ProblemException(
                    new Problem(
                            "usage.operator",
                            capital(e.what()) + ".",
                            "Nothing was started or changed.",
                            "Correct it and try again."),
                    e);
        }
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static Address granter(String text) throws BadValueException {
        return OperatorValues.account("the granter", text);
    }
}
