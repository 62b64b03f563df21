package io.lockstep.app.snapshot;

import java.util.Set;

/// Reads parts of the world again, now.
@FunctionalInterface
public interface Reread {

    /// Returns once each part has been read anew since this call, or has failed or hung: what the
    /// snapshot then says is no older than this call.
    void reread(Set<Source> parts) throws InterruptedException;
}
