package io.lockstep.app.rehearsal.chain.answer;

/// A JSON-RPC error in the words of CometBFT.
public final class RpcError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String title;
    private final String data;

    private RpcError(int code, String title, String data) {
        super(title + ": " + data);
        this.code = code;
        this.title = title;
        this.data = data;
    }

    public static RpcError internal(String data) {
        return new RpcError(-32603, "Internal error", data);
    }

    static RpcError params(String data) {
        return new RpcError(-32602, "Invalid params", data);
    }

    static RpcError request(String data) {
        return new RpcError(-32600, "Invalid Request", data);
    }

    static RpcError parse(String data) {
        return new RpcError(-32700, "Parse error. Invalid JSON", data);
    }

    /// Has no data.
    public static RpcError unknownMethod() {
        return new RpcError(-32601, "Method not found", "");
    }

    /// The server's own, as when a subscription ends.
    public static RpcError server(String data) {
        return new RpcError(-32000, "Server error", data);
    }

    int code() {
        return code;
    }

    String title() {
        return title;
    }

    String data() {
        return data;
    }
}
