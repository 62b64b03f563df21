package io.lockstep.app.containers.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Asks the compose of this machine for its digest of a service: nobody else can compute it alike.
public final class ComposeTool {
    private static final List<List<String>> PROGRAMS =
            List.of(List.of("docker", "compose"), List.of("docker-compose"));
    private static final long SECONDS = 15;

    private ComposeTool() {}

    /// Empty without compose, and where the project's files cannot be read from here.
    public static Optional<String> hash(ComposeProject project) {
        var unreadable = project.files().stream().anyMatch(file -> !Files.isReadable(file));
        if (project.files().isEmpty() || unreadable) {
            return Optional.empty();
        }
        return PROGRAMS.stream().flatMap(program -> hash(program, project).stream()).findFirst();
    }

    private static Optional<String> hash(List<String> program, ComposeProject project) {
        var command = new ArrayList<>(program);
        project.folder()
                .ifPresent(f -> command.addAll(List.of("--project-directory", f.toString())));
        command.addAll(List.of("--project-name", project.name()));
        project.files().forEach(file -> command.addAll(List.of("--file", file.toString())));
        command.addAll(List.of("config", "--hash=" + project.service()));
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return answer(process, project.service());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// One line: the service and its digest.
    private static Optional<String> answer(Process process, String service) throws IOException {
        try (var output = process.inputReader()) {
            var parts = output.readAllAsString().strip().split("\\s+", -1);
            var ended = process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            return ended && parts.length == 2 && parts[0].equals(service)
                    ? Optional.of(parts[1])
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }
}
