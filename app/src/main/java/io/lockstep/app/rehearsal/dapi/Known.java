package io.lockstep.app.rehearsal.dapi;

/// What an API node believes about its MLNode.
///
/// @param current `UNKNOWN` and `FAILED` besides the states that MLNodes tell
/// @param poc status of the proof of compute
record Known(String current, String poc, String failure) {
    static final Known NOTHING = new Known("UNKNOWN", "IDLE", "");

    static Known of(String current) {
        return new Known(current, "IDLE", "");
    }

    static Known failed(String failure) {
        return new Known("FAILED", "IDLE", failure);
    }

    boolean does(Duty duty) {
        return current.equals(duty.status()) && poc.equals(duty.pocStatus());
    }
}
