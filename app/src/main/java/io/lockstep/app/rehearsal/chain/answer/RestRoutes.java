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

    private record Route(List<String> segments, Answering answering) {}

    /// A route that fits, with what the stars stand for.
    record Match(List<String> parameters, Answering answering) {}

    RestRoutes on(String path, Answering answering) {
        routes.add(new Route(split(path), answering));
        return this;
    }

    Optional<Match> match(String path) {
        var segments = split(path);
        for (var route : routes) {
            var parameters = parameters(route.segments(), segments);
            if (parameters.isPresent()) {
                return Optional.of(new Match(parameters.get(), route.answering()));
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
