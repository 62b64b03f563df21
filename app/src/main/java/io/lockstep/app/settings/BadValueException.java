package io.lockstep.app.settings;

/// A key that is unknown or whose value cannot be used.
final class BadValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String what;

    /// @param key with its section, such as `chain.rpcs`
    BadValueException(String key, String what) {
        super(what);
        this.key = key;
        this.what = what;
    }

    /// One sentence without its full stop.
    String what() {
        return what;
    }

    String key() {
        return key;
    }
}
