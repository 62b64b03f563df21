package io.lockstep.app.rehearsal.chain.answer;

/// A gRPC status with the HTTP status that the gateway makes of it.
///
/// The gateway itself refuses what it cannot parse, and then nothing knows a height.
final class RestError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int http;
    private final int code;
    private final boolean byGateway;

    private RestError(int http, int code, String message, boolean byGateway) {
        super(message);
        this.http = http;
        this.code = code;
        this.byGateway = byGateway;
    }

    static RestError notFound(String message) {
        return new RestError(404, 5, message, false);
    }

    static RestError invalid(String message) {
        return new RestError(400, 3, message, false);
    }

    static RestError unknown(String message) {
        return new RestError(500, 2, message, false);
    }

    static RestError mismatch(String parameter, String value) {
        return new RestError(
                400,
                3,
                "type mismatch, parameter: %s, error: strconv.ParseUint: parsing \"%s\": invalid syntax"
                        .formatted(parameter, value),
                true);
    }

    static RestError unparsable(String field, String value) {
        return new RestError(
                400, 3, "parsing field \"%s\": %s is not valid".formatted(field, value), true);
    }

    static RestError notImplemented() {
        return new RestError(501, 12, "Not Implemented", true);
    }

    int http() {
        return http;
    }

    int code() {
        return code;
    }

    boolean byGateway() {
        return byGateway;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
