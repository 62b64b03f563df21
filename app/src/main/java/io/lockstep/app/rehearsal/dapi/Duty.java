package io.lockstep.app.rehearsal.dapi;

/// What the MLNode should be doing at this block.
///
/// @param pocStart first block of the proof of compute, and its hash; both empty while inferring
record Duty(Kind kind, long pocStart, String blockHash) {
    static final Duty INFER = new Duty(Kind.INFER, 0, "");

    enum Kind {
        INFER,
        GENERATE,
        VALIDATE
    }

    /// The status on the wire.
    String status() {
        return kind == Kind.INFER ? "INFERENCE" : "POW";
    }

    /// The status of the proof of compute on the wire.
    String pocStatus() {
        return switch (kind) {
            case INFER -> "IDLE";
            case GENERATE -> "GENERATING";
            case VALIDATE -> "VALIDATING";
        };
    }
}
