package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lockstep.app.rehearsal.chain.block.Mempool;
import io.lockstep.app.rehearsal.chain.block.NodeView;
import java.util.Map;
import java.util.Optional;

/// The gateway of a node: routes, heights, errors.
public final class RestDesk {
    private static final String HEIGHT = "x-cosmos-block-height";

    private final RestRoutes routes = new RestRoutes();

    /// @param mempool where broadcasts go
    public RestDesk(Mempool mempool) {
        var templates = new Templates();
        new NodeAnswers(templates).addTo(routes);
        new GovAnswers(templates).addTo(routes);
        new UpgradeAnswers(templates).addTo(routes);
        new InferenceAnswers(templates).addTo(routes);
        new TxAnswers(templates, mempool).addTo(routes);
    }

    public Answer answer(Request request, NodeView view) {
        var height = Long.toString(view.applied().height());
        try {
            var asked = asked(request, view);
            height = Long.toString(asked);
            return json(200, request, view, asked);
        } catch (RestError error) {
            var body = JsonNodeFactory.instance.objectNode();
            body.put("code", error.code()).put("message", error.message());
            body.putArray("details");
            var answer = Answer.json(error.http(), body);
            return error.byGateway() ? answer : answer.with(headers(height));
        }
    }

    private Answer json(int status, Request request, NodeView view, long height) throws RestError {
        var match =
                Optional.of(request)
                        .flatMap(r -> routes.match(r.method(), r.path()))
                        .orElseThrow(RestError::notImplemented);
        var ledger =
                view.result(height)
                        .orElseThrow(() ->
                                RestError.invalid(
                                        "failed to load state at height %d; version does not exist (latest height: %d): invalid request"
                                                .formatted(height, view.applied().height())))
                        .ledger();
        var call = new RestCall(request, match.parameters(), view, height, ledger);
        var answer = Answer.json(status, match.answering().answer(call));
        return match.ofState() ? answer.with(headers(Long.toString(height))) : answer;
    }

    /// The height in the header, or the newest that is executed.
    private static long asked(Request request, NodeView view) throws RestError {
        var newest = view.applied().height();
        var written = request.header(HEIGHT).orElse("0");
        long height;
        try {
            height = Long.parseLong(written);
        } catch (NumberFormatException e) {
            throw RestError.invalid("invalid height header \"" + written + "\"");
        }
        if (height < 0) {
            throw RestError.invalid(
                    "cannot query with height < 0; please provide a valid height: invalid height");
        }
        if (height > newest) {
            throw RestError.unknown(
                    "cannot query with height in the future; please provide a valid height:"
                            + " invalid height");
        }
        return height == 0 ? newest : height;
    }

    private static Map<String, String> headers(String height) {
        return Map.of(
                "X-Cosmos-Block-Height", height, "Grpc-Metadata-X-Cosmos-Block-Height", height);
    }
}
