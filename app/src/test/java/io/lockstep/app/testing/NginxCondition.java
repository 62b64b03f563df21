package io.lockstep.app.testing;

import io.lockstep.app.proxy.nginx.Nginx;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Looks for the program.
final class NginxCondition implements ExecutionCondition {
    private static final String NONE = "no nginx is installed";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Nginx.program().isPresent()) {
            return ConditionEvaluationResult.enabled("nginx is installed");
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(NONE);
        }
        System.out.println("SKIPPED " + context.getDisplayName() + ": " + NONE);
        return ConditionEvaluationResult.disabled(NONE);
    }
}
