package io.lockstep.app.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.nodes.NodesView.ApiNodeEntry;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The forms in which a wish goes out: as a moved entry, as the body of a registration, as the
/// command that undoes it.
final class NodeForms {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})");

    /// A registration is made of these and of nothing else that a list may tell.
    private static final List<String> FIELDS =
            List.of(
                    "id",
                    "host",
                    "inference_segment",
                    "inference_port",
                    "poc_segment",
                    "poc_port",
                    "max_concurrent",
                    "models",
                    "hardware",
                    "version");

    private NodeForms() {}

    /// @throws ProblemException when the API node could make no address of it
    static void check(NodeWish.Move move) {
        move.host()
                .filter(host -> !HOST.matcher(host).matches())
                .ifPresent(host -> {
                    throw usage(
                            "usage.host",
                            "\"%s\" is no bare host name.".formatted(host),
                            "Give the name or number alone, without http:// and without a port.");
                });
        move.inferencePort().ifPresent(NodeForms::port);
        move.pocPort().ifPresent(NodeForms::port);
        if (move.host().isEmpty() && move.inferencePort().isEmpty() && move.pocPort().isEmpty()) {
            throw usage(
                    "usage.move",
                    "It is not said where to.",
                    "Give --host, --inference-port or --poc-port.");
        }
    }

    private static void port(int port) {
        if (port < 1 || port > 65_535) {
            throw usage("usage.port", "%d is no port.".formatted(port), "Give 1 to 65535.");
        }
    }

    static ApiNodeEntry moved(ApiNodeEntry now, NodeWish.Move move) {
        return new ApiNodeEntry(
                now.id(),
                move.host().orElse(now.host()),
                move.inferencePort().orElse(now.inferencePort()),
                move.pocPort().orElse(now.pocPort()),
                now.intendedStatus(),
                now.currentStatus(),
                now.enabled(),
                now.models(),
                now.version(),
                now.standing());
    }

    static boolean sameAddress(ApiNodeEntry one, ApiNodeEntry other) {
        return one.address().equals(other.address());
    }

    /// The registered node at its new address.
    static ObjectNode body(JsonNode registered, ApiNodeEntry to) {
        var body = JsonNodeFactory.instance.objectNode();
        FIELDS.forEach(field ->
                Optional.ofNullable(registered.get(field))
                        .ifPresent(value -> body.set(field, value)));
        return body.put("host", to.host())
                .put("inference_port", to.inferencePort())
                .put("poc_port", to.pocPort());
    }

    static String wayBack(NodeWish wish, ApiNodeEntry now) {
        return switch (wish) {
            case NodeWish.Enable(var id) -> "lockstep nodes disable " + word(id);
            case NodeWish.Disable(var id) -> "lockstep nodes enable " + word(id);
            case NodeWish.Move move ->
                    "lockstep nodes move %s --host %s --inference-port %d --poc-port %d"
                            .formatted(
                                    word(move.id()),
                                    word(now.host()),
                                    now.inferencePort(),
                                    now.pocPort());
        };
    }

    private static String word(String text) {
        return text.matches("[A-Za-z0-9_./:@%+=,-]+")
                ? text
                : "'" + text.replace("'", "'\\''") + "'";
    }

    private static ProblemException usage(String code, String what, String remedy) {
        return new ProblemException(new Problem(code, what, "Nothing was asked.", remedy));
    }
}
