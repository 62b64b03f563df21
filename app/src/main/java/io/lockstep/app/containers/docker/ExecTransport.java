package io.lockstep.app.containers.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.lockstep.app.containers.EngineLayout;
import io.lockstep.app.containers.HostProblems;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.ControlTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Reaches the control channel of an engine in a container as `docker exec -i` would: its image's
/// entry point runs the relay, whose streams are ours.
final class ExecTransport implements ControlTransport {
    private final DockerApi api;
    private final String container;

    ExecTransport(DockerApi api, String container) {
        this.api = api;
        this.container = container;
    }

    @Override
    public Connection open() throws IOException {
        try {
            return started(created());
        } catch (ProblemException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private String created() {
        var inspected = api.get("/containers/" + container + "/json");
        if (inspected.status() == 404) {
            throw HostProblems.missing(container);
        }
        var exec = DockerApi.JSON.createObjectNode();
        exec.put("AttachStdin", true).put("AttachStdout", true).put("AttachStderr", true);
        var command = exec.putArray("Cmd");
        inspected.body().path("Config").path("Entrypoint").forEach(command::add);
        EngineLayout.relay().forEach(command::add);
        var answer = api.post("/containers/" + container + "/exec", exec);
        if (!answer.ok()) {
            throw DockerProblems.refused("reach the engine in " + container, answer);
        }
        return answer.body().path("Id").asText();
    }

    private Connection started(String exec) throws IOException {
        var input = new Pipe();
        var attached = DockerApi.JSON.createObjectNode().put("Detach", false).put("Tty", false);
        var response = api.hijack("/exec/" + exec + "/start", attached, input.source());
        if (response.getStatusCode() >= 300) {
            try (response) {
                throw new IOException("the relay was not started in " + container);
            }
        }
        return new Streams(input, response, new Frames(response.getBody(), false));
    }

    private record Streams(Pipe input, Response response, InputStream fromEngine)
            implements Connection {

        @Override
        public OutputStream toEngine() {
            return input.sink();
        }

        @Override
        public void close() {
            input.close();
            response.close();
        }
    }
}
