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
