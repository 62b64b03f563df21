package io.lockstep.app.rehearsal.chain.ledger;

/// The chain says no, with the code and the words it has for that.
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String codespace;
    private final int code;

    Refusal(String codespace, int code, String message) {
        super(message);
        this.codespace = codespace;
        this.code = code;
    }

    /// The same, of one message among several.
    Refusal ofMessage(int index) {
        return new Refusal(
                codespace,
                code,
                "failed to execute message; message index: %d: %s".formatted(index, words()));
    }

    /// The node has these bytes already, waiting or in a block; it finds no words for that.
    public static Refusal known() {
        return new Refusal("sdk", 19, "");
    }

    /// It is no transaction.
    public static Refusal unreadable() {
        return new Refusal(
                "sdk",
                2,
                "invalid length; proto: invalid field number: tx parse error: tx parse error");
    }

    public String codespace() {
        return codespace;
    }

    public int code() {
        return code;
    }

    /// The words alone.
    public String words() {
        return String.valueOf(getMessage());
    }
}
