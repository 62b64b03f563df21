package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.containers.Reference;
import io.lockstep.chain.problem.ProblemException;
import java.util.function.Consumer;

/// Follows one pull. The engine answers 200 at once; only its lines tell how the pull went, and a
/// stream without a final `Status:` line was cut off.
final class Pull {
    private final String reference;
    private final Consumer<String> progress;
    private String error = "";
    private boolean finished;

    Pull(String reference, Consumer<String> progress) {
        this.reference = reference;
        this.progress = progress;
    }

    String query() {
        var parts = new Reference(reference);
        var which = parts.digest().or(parts::tag).orElse("latest");
        return "fromImage="
                + DockerApi.encode(parts.repository())
                + "&tag="
                + DockerApi.encode(which);
    }

    void line(JsonNode line) {
        if (line.has("error")) {
            error = line.path("errorDetail").path("message").asText(line.path("error").asText());
            return;
        }
        var status = line.path("status").asText();
        finished = finished || status.startsWith("Status:");
        progress.accept(told(line, status));
    }

    private static String told(JsonNode line, String status) {
        var layer = line.path("id").asText();
        var bar = line.path("progress").asText();
        return (layer.isEmpty() ? status : layer + ": " + status)
                + (bar.isEmpty() ? "" : " " + bar);
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
        return DockerProblems.pullFailed(reference, "the engine stopped before it was complete");
    }

    private ProblemException named(String detail) {
        if (detail.contains("toomanyrequests")) {
            return DockerProblems.rateLimited(reference, detail);
        }
        if (detail.contains("no space left on device")) {
            return DockerProblems.diskFull(reference);
        }
        if (detail.contains("verification failed")) {
            return DockerProblems.corrupted(reference, detail);
        }
        if (detail.contains("manifest unknown")
                || detail.contains("name unknown")
                || detail.contains("not found")
                || detail.contains("does not exist")) {
            return DockerProblems.unknownImage(reference, detail);
        }
        return DockerProblems.pullFailed(reference, detail);
    }
}
