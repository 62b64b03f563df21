package io.lockstep.app.containers.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.lockstep.app.containers.ContainerHost.Executed;
import io.lockstep.app.containers.HostProblems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Programs in containers: runs small ones and tells which processes there are.
final class DockerPrograms {
    private static final int MOST = 8 << 20;

    private final DockerApi api;

    DockerPrograms(DockerApi api) {
        this.api = api;
    }

    Optional<Executed> run(String container, List<String> command, Duration deadline)
            throws InterruptedException {
        var exec = created(container, command);
        var attached = DockerApi.JSON.createObjectNode().put("Detach", false).put("Tty", false);
        try (var input = new Pipe();
                var response = api.hijack("/exec/" + exec + "/start", attached, input.source())) {
            var reading = new FutureTask<>(() -> printed(response));
            Thread.ofVirtual().name("output of exec " + exec).start(reading);
            var text = reading.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.of(new Executed(exit(exec), text));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw DockerProblems.unreachable(
                    "the program in " + container, String.valueOf(e.getMessage()));
        }
    }

    /// None when the container has ended (409, older engines 500) or is gone.
    List<Long> processes(String container) {
        var path = "/containers/" + DockerApi.encode(container) + "/top?ps_args=-eo%20pid";
        var answer = api.get(path);
        List<Long> processes = new ArrayList<>();
        answer.body().path("Processes").forEach(row -> processes.add(row.path(0).asLong()));
        return List.copyOf(processes);
    }

    private String created(String container, List<String> command) {
        var exec = DockerApi.JSON.createObjectNode();
        exec.put("AttachStdin", false).put("AttachStdout", true).put("AttachStderr", true);
        var words = exec.putArray("Cmd");
        command.forEach(words::add);
        var answer = api.post("/containers/" + DockerApi.encode(container) + "/exec", exec);
        if (answer.status() == 404) {
            throw HostProblems.missing(container);
        }
        if (!answer.ok()) {
            throw DockerProblems.refused("run a program in " + container, answer);
        }
        return answer.body().path("Id").asText();
    }

    private static String printed(Response response) throws IOException {
        var kept = new ByteArrayOutputStream();
        try (var output = new Frames(response.getBody(), true)) {
            kept.write(output.readNBytes(MOST));
        }
        return kept.toString(StandardCharsets.UTF_8);
    }

    private int exit(String exec) {
        return api.get("/exec/" + exec + "/json").body().path("ExitCode").asInt(-1);
    }
}
