package io.lockstep.engine.change;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.time.Duration;

/// One thing to change in a table. Edits of one change are judged together, so their order does not
/// matter; no two may concern the same upstream, route or default.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "edit")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Edit.Upstream.class, name = "upstream"),
    @JsonSubTypes.Type(value = Edit.Remove.class, name = "remove"),
    @JsonSubTypes.Type(value = Edit.Route.class, name = "route"),
    @JsonSubTypes.Type(value = Edit.Refuse.class, name = "refuse"),
    @JsonSubTypes.Type(value = Edit.Hold.class, name = "hold"),
    @JsonSubTypes.Type(value = Edit.Bridge.class, name = "bridge"),
    @JsonSubTypes.Type(value = Edit.Default.class, name = "default"),
    @JsonSubTypes.Type(value = Edit.RefuseDefault.class, name = "refuse-default"),
    @JsonSubTypes.Type(value = Edit.HoldDefault.class, name = "hold-default"),
    @JsonSubTypes.Type(value = Edit.BridgeDefault.class, name = "bridge-default")
})
public sealed interface Edit {

    /// Adds the upstream of that version or gives it another address. Where no route has its name
    /// yet, `/version/` goes to it.
    record Upstream(String version, URI url) implements Edit {}

    /// Removes that upstream, and the route of its name unless another edit sets that one.
    record Remove(String version) implements Edit {}

    /// Sends `/prefix/` to the upstream of that version.
    record Route(String prefix, String version) implements Edit {}

    /// Answers `/prefix/` with 503 and `Retry-After`.
    record Refuse(String prefix, Duration retryAfter) implements Edit {}

    /// Lets requests for `/prefix/` wait until another change routes them, each at most `limit`.
    record Hold(String prefix, Duration limit) implements Edit {}

    /// Lets that version answer `/prefix/` for whom it went to until now; a command of the
    /// management API is refused, since it is meant for that one.
    record Bridge(String prefix, String version) implements Edit {}

    /// Sends what no prefix takes to the upstream of that version.
    record Default(String version) implements Edit {}

    /// As [Refuse], for what no prefix takes.
    record RefuseDefault(Duration retryAfter) implements Edit {}

    /// As [Hold], for what no prefix takes.
    record HoldDefault(Duration limit) implements Edit {}

    /// As [Bridge], for what no prefix takes.
    record BridgeDefault(String version) implements Edit {}

    /// As a problem or a summary quotes it.
    default String text() {
        return switch (this) {
            case Upstream(var version, var url) -> "upstream %s=%s".formatted(version, url);
            case Remove(var version) -> "remove " + version;
            case Route(var prefix, var version) -> "route %s=%s".formatted(prefix, version);
            case Refuse(var prefix, var after) -> "refuse %s=%s".formatted(prefix, Words.of(after));
            case Hold(var prefix, var limit) -> "hold %s=%s".formatted(prefix, Words.of(limit));
            case Bridge(var prefix, var version) -> "bridge %s=%s".formatted(prefix, version);
            case Default(var version) -> "default " + version;
            case RefuseDefault(var after) -> "refuse-default " + Words.of(after);
            case HoldDefault(var limit) -> "hold-default " + Words.of(limit);
            case BridgeDefault(var version) -> "bridge-default " + version;
        };
    }
}
