package io.lockstep.app.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Looks for the programs.
final class SshdCondition implements ExecutionCondition {
    private static final String NONE = "no SSH server (sshd and ssh-keygen) is installed";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Files.isExecutable(Path.of("/usr/sbin/sshd"))
                && Files.isExecutable(Path.of("/usr/bin/ssh-keygen"))) {
            return ConditionEvaluationResult.enabled("an SSH server is installed");
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(NONE);
        }
        System.out.println("SKIPPED " + context.getDisplayName() + ": " + NONE);
        return ConditionEvaluationResult.disabled(NONE);
    }
}
