package io.lockstep.app.cli;

import io.lockstep.chain.key.KeyEntry;
import io.lockstep.chain.key.Keystore;
import io.lockstep.chain.key.SigningKey;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.Arrays;

/// Keeps a key under a password that was given twice.
final class NewPassword {
    private NewPassword() {}

    static KeyEntry keep(Keystore keys, String name, SigningKey key, Asking asking) {
        var password = asking.secret("New password for the key " + name);
        var again = asking.secret("The same password again");
        try {
            if (!Arrays.equals(password, again)) {
                throw new ProblemException(
                        new Problem(
                                "usage.password",
                                "The two passwords are not the same.",
                                "Nothing was kept.",
                                "Give the command again."));
            }
            return keys.keep(name, key, password);
        } finally {
            Arrays.fill(password, '\0');
            Arrays.fill(again, '\0');
        }
    }
}
