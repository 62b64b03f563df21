package io.lockstep.engine;

import org.junit.jupiter.api.Assumptions;

/// What a test cannot do without. Where it is missing the test is skipped with a line that names
/// the reason; with `CI=true` it fails instead.
public final class Needed {
    private Needed() {}

    /// @param otherwise what is missing
    public static void that(boolean there, String otherwise) {
        if (there) {
            return;
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(otherwise);
        }
        System.out.println("SKIPPED: " + otherwise);
        Assumptions.abort(otherwise);
    }
}
