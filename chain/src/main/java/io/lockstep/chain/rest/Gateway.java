package io.lockstep.chain.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.chain.http.Fields;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Asks the REST gateway of one node. Methods block.
final class Gateway {
    static final Limits LIMITS = new Limits(1000, 128L << 20);

    private final URI rest;
    private final JsonHttp http;
    private final Limits limits;

    /// How much one list may bring in all its pages: a node that lies must not fill the memory.
    record Limits(int pages, long bytes) {}

    Gateway(URI rest, JsonHttp http, Limits limits) {
        this.rest = rest;
        this.http = http;
        this.limits = limits;
    }

    /// Reads one document. A field that is not as it should be is told with the address.
    <T> T read(String path, Function<JsonNode, T> reader) {
        return Fields.from(rest, () -> reader.apply(accepted(path, ask(path))));
    }

    /// As [#read]; empty where the node answers that there is no such thing.
    ///
    /// @param absence the statuses that mean it
    <T> Optional<T> find(String path, Set<Integer> absence, Function<JsonNode, T> reader) {
        var answer = ask(path);
        return absence.contains(answer.status())
                ? Optional.empty()
                : Optional.of(Fields.from(rest, () -> reader.apply(accepted(path, answer))));
    }

    private JsonHttp.Answer ask(String path) {
        var base = rest.toString();
        return http.get(URI.create((base.endsWith("/") ? base : base + "/") + path));
    }

    /// One page of a list.
    ///
    /// @param nextKey empty on the last page
    /// @param total zero where the node was not asked to count
    record Page<T>(List<T> elements, Optional<String> nextKey, long total, long bytes) {}

    /// @param key of the page, empty for the first one
    <T> Page<T> page(
            String path, Optional<String> key, String field, Function<JsonNode, T> reader) {
        var joint = path.contains("?") ? "&" : "?";
        var asked =
                path
                        + key.map(k -> URLEncoder.encode(k, StandardCharsets.UTF_8))
                                .map(k -> joint + "pagination.key=" + k)
                                .orElse("");
        var answer = ask(asked);
        return Fields.from(
                rest, () -> page(accepted(asked, answer), field, reader, answer.bytes()));
    }

    private static <T> Page<T> page(
            JsonNode document, String field, Function<JsonNode, T> reader, long bytes) {
        List<T> elements = new ArrayList<>();
        Fields.list(document, field).forEach(node -> elements.add(reader.apply(node)));
        var next = Fields.words(document, "/pagination/next_key");
        var total = document.at("/pagination/total").asLong(0);
        return new Page<>(
                List.copyOf(elements), Optional.of(next).filter(k -> !k.isEmpty()), total, bytes);
    }

    /// All pages to the end. More than the limits allow, or pages that go in a circle, are a
    /// problem of the node: half a list would look like a whole one.
    <T> List<T> all(String path, String field, Function<JsonNode, T> reader) {
        List<T> all = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        Optional<String> key = Optional.empty();
        var bytes = 0L;
        do {
            var page = page(path, key, field, reader);
            all.addAll(page.elements());
            bytes += page.bytes();
            key = page.nextKey();
            if (bytes > limits.bytes() || keys.size() >= limits.pages()) {
                throw new ProblemException(endless(path, "more pages than can be read"));
            }
            if (key.filter(next -> !keys.add(next)).isPresent()) {
                throw new ProblemException(endless(path, "the same page again and again"));
            }
        } while (key.isPresent());
        return List.copyOf(all);
    }

    private Problem endless(String path, String what) {
        return new Problem(
                "rest.endless",
                "%s answered %s with %s.".formatted(rest, path, what),
                "The last reading stands; heights are still followed.",
                "Use the REST address of another node.");
    }

    private JsonNode accepted(String path, JsonHttp.Answer answer) {
        if (answer.status() == 200) {
            return answer.body();
        }
        throw new ProblemException(refused(path, answer));
    }

    private Problem refused(String path, JsonHttp.Answer answer) {
        var what = "%s answered %s with status %d".formatted(rest, path, answer.status());
        return switch (answer.status()) {
            case 501 ->
                    new Problem(
                            "rest.notImplemented",
                            what + ": this node does not know the path.",
                            "Heights are still followed.",
                            "Check that the address is the REST address of a Gonka node.");
            case 502, 503, 504 ->
                    new Problem(
                            "rest.unavailable",
                            what + ": the node behind it is down.",
                            "Heights are still followed.",
                            "Around a software upgrade this passes by itself.");
            default ->
                    new Problem(
                            "rest.refused",
                            what + ": " + answer.body().at("/message").asText("no reason") + ".",
                            "Heights are still followed.",
                            "Check the REST address.");
        };
    }
}
