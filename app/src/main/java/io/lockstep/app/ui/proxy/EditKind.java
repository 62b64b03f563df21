package io.lockstep.app.ui.proxy;

import io.lockstep.engine.change.Edit;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

/// An edit that can be put together in the form, and how its two fields are read.
enum EditKind {
    ROUTE(true, (prefix, version) -> Optional.of(new Edit.Route(prefix, version))),
    DEFAULT(false, (version, _) -> Optional.of(new Edit.Default(version))),
    UPSTREAM(true, (version, url) -> address(url).map(at -> new Edit.Upstream(version, at))),
    REMOVE(false, (version, _) -> Optional.of(new Edit.Remove(version))),
    REFUSE(true, (prefix, text) -> seconds(text).map(after -> new Edit.Refuse(prefix, after))),
    HOLD(true, (prefix, text) -> seconds(text).map(limit -> new Edit.Hold(prefix, limit)));

    private final boolean two;
    private final BiFunction<String, String, Optional<? extends Edit>> read;

    EditKind(boolean two, BiFunction<String, String, Optional<? extends Edit>> read) {
        this.two = two;
        this.read = read;
    }

    /// Whether its second field counts.
    boolean two() {
        return two;
    }

    /// Empty where a field is empty or cannot be read.
    Optional<Edit> edit(String first, String second) {
        var one = first.strip();
        var other = second.strip();
        if (one.isEmpty() || (two && other.isEmpty())) {
            return Optional.empty();
        }
        return read.apply(one.replaceAll("^/|/$", ""), other).map(edit -> edit);
    }

    private static Optional<URI> address(String text) {
        try {
            var address = URI.create(text.contains("://") ? text : "http://" + text);
            return Optional.of(address).filter(known -> known.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("[0-9]{1,6}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                : Optional.empty();
    }
}
