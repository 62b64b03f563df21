package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;

/// What servers say that are up and of no use: the node's own errors, as they were recorded, and
/// the page of a proxy that finds no backend.
public final class BrokenAnswers {
    private BrokenAnswers() {}

    /// Of an RPC node. Statuses above 500 come from a proxy in front of it.
    public static Answer rpc(int status) {
        return status == 500
                ? Answer.json(
                        500,
                        JsonRpc.error(
                                JsonNodeFactory.instance.numberNode(-1),
                                RpcError.internal("the node is shutting down")))
                : page(status);
    }

    /// Of a gateway (fact sheet, section 2.2).
    public static Answer rest(int status) {
        return switch (status) {
            case 500 -> error(500, 13, "runtime error: invalid memory address");
            case 501 -> error(501, 12, "Not Implemented");
            case 503 ->
                    error(503, 14, "connection error: desc = \"transport: Error while dialing\"");
            default -> page(status);
        };
    }

    private static Answer error(int status, int code, String message) {
        var body = JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
        body.putArray("details");
        return Answer.json(status, body);
    }

    private static Answer page(int status) {
        var title = status == 502 ? "502 Bad Gateway" : status + " Service Unavailable";
        return new Answer(
                status,
                "text/html",
                "<html>\r\n<head><title>%1$s</title></head>\r\n<body>\r\n<center><h1>%1$s</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
                        .formatted(title),
                Map.of());
    }
}
