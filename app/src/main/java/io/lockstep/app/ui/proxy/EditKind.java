package io.lockstep.app.ui.proxy;

import io.lockstep.engine.change.Edit;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// An edit that can be put together in the form, and how its two fields are read.
enum EditKind {
    ROUTE(true),
    DEFAULT(false),
    UPSTREAM(true),
    REMOVE(false),
    REFUSE(true),
    HOLD(true);

    private final boolean two;

    EditKind(boolean two) {
        this.two = two;
    }

    /// Whether its second field counts.
    boolean two() {
        return two;
    }

    /// Empty where a field is empty or cannot be read.
    Optional<Edit> edit(String first, String second) {
        var name = first.strip().replaceAll("^/|/$", "");
        var other = second.strip();
        return name.isEmpty() || (two && other.isEmpty()) ? Optional.empty() : read(name, other);
    }

    private Optional<Edit> read(String name, String other) {
        return switch (this) {
            case ROUTE -> Optional.of(new Edit.Route(name, other));
            case DEFAULT -> Optional.of(new Edit.Default(name));
            case UPSTREAM -> address(other).map(at -> new Edit.Upstream(name, at));
            case REMOVE -> Optional.of(new Edit.Remove(name));
            case REFUSE -> seconds(other).map(after -> new Edit.Refuse(name, after));
            case HOLD -> seconds(other).map(limit -> new Edit.Hold(name, limit));
        };
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
