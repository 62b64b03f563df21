package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerDetails;
import io.lockstep.app.containers.EngineAbout;
import io.lockstep.app.containers.HostProblems;
import io.lockstep.app.containers.HostReader;
import io.lockstep.app.containers.Usage;
import io.lockstep.chain.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/// Reads a Docker engine, or one that speaks like it.
public final class DockerReader implements HostReader {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String EVENTS =
            "filters="
                    + DockerApi.encode(
                            """
                            {"type":["container"],"event":["create","start","die","stop","kill",\
                            "oom","pause","unpause","rename","destroy","update","restart",\
                            "health_status"]}\
                            """);

    private final DockerApi api;
    private final DockerContainers containers;
    private final DockerImages images;
    private final EngineAbout about;

    /// Digests never change for an image; forgotten when no container uses it.
    private final Map<String, Optional<String>> digests = new ConcurrentHashMap<>();

    private DockerReader(DockerApi api) {
        this.api = api;
        this.images = new DockerImages(api);
        this.containers =
                new DockerContainers(api, images, new DockerNetworks(api), new DockerVolumes(api));
        this.about = About.of(api);
    }

    /// As [DockerHost#open] finds it; a host that does not answer in a few seconds is a problem.
    public static DockerReader open(Optional<String> address) {
        return at(DockerAddress.of(address));
    }

    static DockerReader at(DockerAddress address) {
        var api = new DockerApi(address, PATIENCE);
        try {
            return new DockerReader(api);
        } catch (ProblemException e) {
            api.close();
            throw e;
        }
    }

    @Override
    public EngineAbout engine() {
        return about;
    }

    /// One that vanishes between the list and the question is left out.
    @Override
    public List<ContainerDetails> containers() {
        var relevant = containers.relevant();
        var details = relevant.stream().flatMap(container -> details(container).stream()).toList();
        digests.keySet().retainAll(relevant.stream().map(Container::imageId).toList());
        return details;
    }

    @Override
    public Optional<ContainerDetails> container(String idOrName) {
        return containers
                .find(idOrName)
                .map(json -> containers.described(json.path("Id").asText()))
                .flatMap(this::details);
    }

    private Optional<ContainerDetails> details(Container container) {
        return containers
                .find(container.id())
                .map(json -> new Inspected(container, json, digest(container)).details());
    }

    private Optional<String> digest(Container container) {
        return digests.computeIfAbsent(container.imageId(), this::digest);
    }

    private Optional<String> digest(String imageId) {
        var answer = api.get("/images/" + DockerApi.encode(imageId) + "/json");
        return StreamSupport.stream(answer.body().path("RepoDigests").spliterator(), false)
                .map(JsonNode::asText)
                .findFirst();
    }

    @Override
    public Optional<Usage> usage(String containerId) {
        var path = "/containers/" + DockerApi.encode(containerId) + "/stats?stream=0&one-shot=1";
        var answer = api.get(path);
        return answer.ok() ? Counters.usage(answer.body()) : Optional.empty();
    }

    @Override
    public void changes(Runnable opened, Consumer<Change> heard) {
        try (var response = accepted(api.stream("/events?" + EVENTS), "tell what happens");
                var events = lines(response.getBody(), true)) {
            opened.run();
            for (var line = events.readLine(); line != null; line = events.readLine()) {
                heard.accept(change(DockerApi.JSON.readTree(line)));
            }
        } catch (IOException e) {
            throw api.lost(e);
        }
    }

    private static Change change(JsonNode event) {
        var actor = event.path("Actor");
        return new Change(
                actor.path("ID").asText(event.path("id").asText()),
                actor.path("Attributes").path("name").asText(""),
                event.path("Action").asText(event.path("status").asText("")));
    }

    @Override
    public void log(String idOrName, int lines, boolean follows, Consumer<String> heard) {
        var terminal = containers.require(idOrName).path("Config").path("Tty").asBoolean();
        var query = "/logs?stdout=1&stderr=1&tail=" + lines + (follows ? "&follow=1" : "");
        var path = "/containers/" + DockerApi.encode(idOrName) + query;
        try (var response = accepted(api.stream(path), "show the log of " + idOrName);
                var read = lines(response.getBody(), terminal)) {
            for (var line = read.readLine(); line != null; line = read.readLine()) {
                heard.accept(line);
            }
        } catch (IOException e) {
            throw api.lost(e);
        }
    }

    /// @param terminal whether it comes as it is, not in pieces of two streams
    private static BufferedReader lines(InputStream body, boolean terminal) {
        return new BufferedReader(
                new InputStreamReader(
                        terminal ? body : new Frames(body, true), StandardCharsets.UTF_8));
    }

    private static Response accepted(Response response, String what) {
        if (response.getStatusCode() == 404) {
            response.close();
            throw HostProblems.missing(what);
        }
        if (response.getStatusCode() >= 300) {
            try (response) {
                throw DockerProblems.refused(what, Answer.of(response));
            } catch (IOException e) {
                throw DockerProblems.unreachable(what, String.valueOf(e.getMessage()));
            }
        }
        return response;
    }

    @Override
    public void close() {
        api.close();
    }
}
