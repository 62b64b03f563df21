package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The paths of the gateway. A `*` stands for one segment; the first route that fits answers.
final class RestRoutes {
    private final List<Route> routes = new ArrayList<>();

    /// Makes the body of an answer.
    interface Answering {
        JsonNode answer(RestCall call) throws RestError;
    }

    private record Route(
            String method, List<String> segments, boolean ofState, Answering answering) {}

    /// A route that fits, with what the stars stand for.
    ///
    /// @param ofState whether the answer is one of a state, and names its height
    record Match(List<String> parameters, boolean ofState, Answering answering) {}

    RestRoutes on(String path, Answering answering) {
        return on("GET", path, true, answering);
    }

    RestRoutes post(String path, Answering answering) {
        return on("POST", path, true, answering);
    }

    /// As [#post], for what is handed in and answered at once, without a look at a state.
    RestRoutes posted(String path, Answering answering) {
        return on("POST", path, false, answering);
    }

    private RestRoutes on(String method, String path, boolean ofState, Answering answering) {
        routes.add(new Route(method, split(path), ofState, answering));
        return this;
    }

    Optional<Match> match(String method, String path) {
        var segments = split(path);
        for (var route : routes) {
            if (!route.method().equals(method)) {
                continue;
            }
            var parameters = parameters(route.segments(), segments);
            if (parameters.isPresent()) {
                return Optional.of(new Match(parameters.get(), route.ofState(), route.answering()));
            }
        }
        return Optional.empty();
    }

    private static Optional<List<String>> parameters(List<String> route, List<String> path) {
        if (route.size() != path.size()) {
            return Optional.empty();
        }
        var parameters = new ArrayList<String>();
        for (int i = 0; i < route.size(); i++) {
            if (route.get(i).equals("*") && !path.get(i).isEmpty()) {
                parameters.add(path.get(i));
            } else if (!route.get(i).equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    private static List<String> split(String path) {
        return Arrays.asList(path.split("/", -1));
    }
}
