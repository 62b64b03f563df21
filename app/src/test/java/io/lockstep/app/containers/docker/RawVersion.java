package io.lockstep.app.containers.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Asks an engine in a version that was not negotiated.
record RawVersion(DockerAddress address, String version) {

    String message() {
        var request = Request.builder().method("GET").path("/v" + version + "/version").build();
        try (var wire = address.wire();
                var client = new ZerodepDockerHttpClient.Builder().dockerHost(wire.uri()).build();
                var response = client.execute(request)) {
            return Answer.of(response).message();
        } catch (ProblemException e) {
            return e.problem().what().replaceAll("^.*: (client version .*)\\.$", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
