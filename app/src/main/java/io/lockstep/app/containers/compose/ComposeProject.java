package io.lockstep.app.containers.compose;

import io.lockstep.app.containers.HostProblems;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What docker compose wrote on a container it made.
///
/// @param files the compose files, in the order they were given
/// @param hash compose's digest of the service as it was when the container was made
public record ComposeProject(
        String name, String service, Optional<Path> folder, List<Path> files, String hash) {
    private static final String PREFIX = "com.docker.compose.";

    /// Empty for a container that compose did not make.
    public static Optional<ComposeProject> of(Map<String, String> labels) {
        var name = labels.getOrDefault(PREFIX + "project", "");
        var service = labels.getOrDefault(PREFIX + "service", "");
        if (name.isEmpty() || service.isEmpty()) {
            return Optional.empty();
        }
        var folder = labels.getOrDefault(PREFIX + "project.working_dir", "");
        var files = labels.getOrDefault(PREFIX + "project.config_files", "");
        return Optional.of(
                new ComposeProject(
                        name,
                        service,
                        folder.isEmpty() ? Optional.empty() : Optional.of(Path.of(folder)),
                        Stream.of(files.split(","))
                                .filter(file -> !file.isBlank())
                                .map(file -> Path.of(folder).resolve(file.strip()))
                                .toList(),
                        labels.getOrDefault(PREFIX + "config-hash", "")));
    }

    /// What somebody must know who goes on using compose, sentence by sentence.
    ///
    /// @param image of the candidate
    /// @param fileHash compose's digest of the service as its files say now, where it can be had
    public List<String> advice(String image, Optional<String> fileHash) {
        var where = files.isEmpty() ? "its compose file" : files.getLast().toString();
        return Stream.of(
                        Optional.of(
                                "The incumbent is the service %s of the compose project %s; the"
                                                .formatted(service, name)
                                        + " candidate is none of its services, so compose leaves it"
                                        + " alone."),
                        fileHash.map(this::drift),
                        Optional.of(
                                "Until the cutover do not run docker compose down or up"
                                        + " --force-recreate: they end the incumbent."),
                        Optional.of(
                                "After the cutover write image: %s for %s in %s; with the old image"
                                                .formatted(image, service, where)
                                        + " a later docker compose up would start the old version"
                                        + " again, on the same GPU."))
                .flatMap(Optional::stream)
                .toList();
    }

    private String drift(String now) {
        return now.equals(hash)
                ? "Its files still say what it was made from, so docker compose up changes nothing"
                        + " today."
                : "Its files have changed since it was made: docker compose up would recreate the"
                        + " incumbent now, so do not run it before the cutover.";
    }

    static ProblemException unpinned(String image) {
        return HostProblems.problem(
                "compose.unpinned",
                "The digest of the proxy image " + image + " is not known here.",
                "No file was written.",
                "Pull it once, or give it as NAME@sha256:DIGEST with --proxy-image.");
    }
}
