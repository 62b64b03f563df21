package io.lockstep.app.cli;

import java.util.List;

/// Whom a command asks. Secrets come as arrays, which their reader wipes.
interface Asking {
    /// One line that is not shown while it is typed.
    char[] secret(String prompt);

    /// Shows lines, then asks a question that is answered with yes or no; no is the default.
    boolean agreed(List<String> lines, String question);
}
