package io.lockstep.app.testing;

import io.lockstep.app.containers.docker.DockerHost;
import io.lockstep.chain.problem.ProblemException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Asks the engine of this machine for a sign of life.
final class DockerCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        try (var host = DockerHost.open(Optional.empty())) {
            return ConditionEvaluationResult.enabled("a Docker engine answers: " + host.runtime());
        } catch (ProblemException e) {
            return without(context.getDisplayName(), e);
        }
    }

    private static ConditionEvaluationResult without(String test, ProblemException reason) {
        if ("true".equals(System.getenv("CI"))) {
            throw reason;
        }
        System.out.println("SKIPPED " + test + ": " + reason.getMessage());
        return ConditionEvaluationResult.disabled(reason.getMessage());
    }
}
