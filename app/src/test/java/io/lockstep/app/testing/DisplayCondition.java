package io.lockstep.app.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Looks for the program that makes virtual displays.
final class DisplayCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return VirtualDisplay.missing()
                .map(reason -> without(context.getDisplayName(), reason))
                .orElseGet(() -> ConditionEvaluationResult.enabled("a display can be made"));
    }

    private static ConditionEvaluationResult without(String test, String reason) {
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(reason);
        }
        System.out.println("SKIPPED " + test + ": " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }
}
