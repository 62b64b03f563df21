package io.lockstep.app.rehearsal.chain.answer;

import java.util.Map;
import java.util.Optional;

/// A request as the desks need it.
///
/// @param path decoded, without the query
/// @param query decoded; of a name that comes twice the first value
/// @param headers names in lower case
public record Request(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        String body) {
    public Request {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    public Optional<String> argument(String name) {
        return Optional.ofNullable(query.get(name));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
