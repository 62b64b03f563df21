package io.lockstep.engine;

import io.lockstep.engine.change.Edit;
import io.lockstep.engine.route.UpstreamAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/// Reads edits from the flags of a command line; a fault is told with the flag and its value.
record EditFlags(CommandLine command) {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private record Pair(String name, Optional<String> value) {}

    List<Edit> read(
            List<String> upstreams,
            List<String> removed,
            List<String> routes,
            List<String> refused,
            List<String> held,
            Optional<String> otherwise) {
        var edits = new ArrayList<Edit>();
        upstreams.forEach(text -> edits.add(upstream(text)));
        removed.forEach(text -> edits.add(new Edit.Remove(text)));
        routes.forEach(text -> edits.add(route(text)));
        refused.forEach(text -> edits.add(refuse(text)));
        held.forEach(text -> edits.add(hold(text)));
        otherwise.ifPresent(version -> edits.add(new Edit.Default(version)));
        return edits;
    }

    private Edit upstream(String text) {
        var pair = whole("--upstream", text, "VERSION=http://HOST:PORT");
        try {
            var url = new URI(pair.value().orElseThrow());
            if (UpstreamAddress.of(url).isPresent()) {
                return new Edit.Upstream(
                        pair.name(), new URI("http", url.getRawAuthority(), null, null, null));
            }
        } catch (URISyntaxException e) {
            throw wrong("--upstream", text, "VERSION=http://HOST:PORT");
        }
        throw wrong("--upstream", text, "VERSION=http://HOST:PORT");
    }

    private Edit route(String text) {
        var pair = whole("--route", text, "PREFIX=VERSION");
        return new Edit.Route(pair.name(), pair.value().orElseThrow());
    }

    private Edit refuse(String text) {
        var pair = pair(text);
        return new Edit.Refuse(
                pair.name(),
                pair.value().map(time -> time("--refuse", text, time)).orElse(RETRY_AFTER));
    }

    private Edit hold(String text) {
        var pair = whole("--hold", text, "PREFIX=LIMIT, such as v3.0.8=30s");
        return new Edit.Hold(pair.name(), time("--hold", text, pair.value().orElseThrow()));
    }

    private Duration time(String flag, String text, String time) {
        try {
            return new ShortDuration().convert(time);
        } catch (TypeConversionException e) {
            throw new ParameterException(
                    command, "%s %s is wrong: %s".formatted(flag, text, e.getMessage()));
        }
    }

    private Pair whole(String flag, String text, String form) {
        var pair = pair(text);
        if (pair.name().isEmpty() || pair.value().filter(value -> !value.isEmpty()).isEmpty()) {
            throw wrong(flag, text, form);
        }
        return pair;
    }

    private static Pair pair(String text) {
        var at = text.indexOf('=');
        return at < 0
                ? new Pair(text, Optional.empty())
                : new Pair(text.substring(0, at), Optional.of(text.substring(at + 1)));
    }

    private ParameterException wrong(String flag, String text, String form) {
        return new ParameterException(command, "%s %s is not %s".formatted(flag, text, form));
    }
}
