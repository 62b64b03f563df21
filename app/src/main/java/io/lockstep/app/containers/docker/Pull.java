package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.containers.PullOrder;
import io.lockstep.app.containers.Reference;
import io.lockstep.chain.problem.ProblemException;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/// Follows one pull. The engine answers 200 at once; only its lines tell how the pull went, and a
/// stream without a final `Status:` line was cut off.
final class Pull {
    private final PullOrder order;
    private final PullProgress progress;
    private String error = "";
    private boolean finished;

    Pull(PullOrder order, Consumer<String> told, InstantSource clock) {
        this.order = order;
        this.progress = new PullProgress(order.layers(), told, clock);
    }

    String query() {
        var parts = new Reference(order.asked());
        var which = parts.digest().or(parts::tag).orElse("latest");
        return "fromImage="
                + DockerApi.encode(parts.repository())
                + "&tag="
                + DockerApi.encode(which);
    }

    Map<String, String> headers() {
        return order.login().map(login -> Map.of("X-Registry-Auth", login)).orElse(Map.of());
    }

    void line(JsonNode line) {
        if (line.has("error")) {
            error = line.path("errorDetail").path("message").asText(line.path("error").asText());
            return;
        }
        var status = line.path("status").asText();
        finished = finished || status.startsWith("Status:");
        progress.line(line, status);
    }

    void judge(Answer answer) {
        if (!answer.ok()) {
            error = answer.message();
        }
        if (!error.isEmpty()) {
            throw named(error);
        }
        if (!finished) {
            throw cutOff();
        }
    }

    ProblemException cutOff() {
        return DockerProblems.pullFailed(
                order.asked(), "the engine stopped before it was complete");
    }

    private ProblemException named(String detail) {
        var asked = order.asked();
        if (detail.contains("toomanyrequests")) {
            return DockerProblems.rateLimited(asked, detail);
        }
        if (detail.contains("no space left on device")) {
            return DockerProblems.diskFull(asked);
        }
        if (detail.contains("verification failed")) {
            return DockerProblems.corrupted(asked, detail);
        }
        if (detail.contains("no basic auth credentials")
                || detail.contains("unauthorized")
                || detail.contains("authentication required")) {
            return DockerProblems.loginRefused(asked, detail);
        }
        if (detail.contains("manifest unknown")
                || detail.contains("name unknown")
                || detail.contains("not found")
                || detail.contains("does not exist")) {
            return DockerProblems.unknownImage(asked, detail);
        }
        return DockerProblems.pullFailed(asked, detail);
    }
}
