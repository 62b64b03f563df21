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
    private static final String UPSTREAM = "VERSION=http://HOST:PORT or VERSION=https://HOST:PORT";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    /// As `--upstream` and `--remove` came.
    record UpstreamFlags(List<String> added, List<String> removed) {}

    /// As `--route`, `--refuse`, `--hold` and `--bridge` came.
    record RouteFlags(
            List<String> sent, List<String> refused, List<String> held, List<String> bridged) {}

    /// As `--default` and its like came.
    record DefaultFlags(
            Optional<String> sent,
            Optional<String> refused,
            Optional<String> held,
            Optional<String> bridged) {}

    private record Pair(String name, Optional<String> value) {}

    List<Edit> read(UpstreamFlags upstreams, RouteFlags routes, DefaultFlags otherwise) {
        var edits = new ArrayList<Edit>();
        upstreams.added().forEach(text -> edits.add(upstream(text)));
        upstreams.removed().forEach(text -> edits.add(new Edit.Remove(text)));
        routes.sent().forEach(text -> edits.add(route(text)));
        routes.refused().forEach(text -> edits.add(refuse(text)));
        routes.held().forEach(text -> edits.add(hold(text)));
        routes.bridged().forEach(text -> edits.add(bridge(text)));
        otherwise.sent().ifPresent(version -> edits.add(new Edit.Default(version)));
        otherwise
                .refused()
                .ifPresent(text ->
                        edits.add(new Edit.RefuseDefault(time("--refuse-default", text, text))));
        otherwise
                .held()
                .ifPresent(text ->
                        edits.add(new Edit.HoldDefault(time("--hold-default", text, text))));
        otherwise.bridged().ifPresent(version -> edits.add(new Edit.BridgeDefault(version)));
        return edits;
    }

    private Edit bridge(String text) {
        var pair = whole("--bridge", text, "PREFIX=VERSION");
        return new Edit.Bridge(pair.name(), pair.value().orElseThrow());
    }

    private Edit upstream(String text) {
        var pair = whole("--upstream", text, UPSTREAM);
        try {
            var url = new URI(pair.value().orElseThrow());
            var plain = UpstreamAddress.of(url).isPresent();
            if (plain || UpstreamAddress.ofTls(url).isPresent()) {
                var scheme = plain ? "http" : "https";
                return new Edit.Upstream(
                        pair.name(), new URI(scheme, url.getRawAuthority(), null, null, null));
            }
        } catch (URISyntaxException e) {
            throw wrong("--upstream", text, UPSTREAM);
        }
        throw wrong("--upstream", text, UPSTREAM);
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
