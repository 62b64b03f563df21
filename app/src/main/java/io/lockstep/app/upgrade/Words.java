package io.lockstep.app.upgrade;

import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord;
import java.util.Locale;

/// Names of steps and policies as the terminal and the journal write them.
public final class Words {
    private Words() {}

    public static String of(StepName step) {
        return step.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public static String of(CutoverRecord.Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public static String of(CutoverPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT);
    }
}
