package io.lockstep.engine.mlnode;

/// The memory of one GPU, which one node at a time can have.
public final class FakeGpu {
    private static final String NOBODY = "";

    private String holder = NOBODY;

    synchronized boolean take(String node) {
        if (holder.equals(NOBODY)) {
            holder = node;
        }
        return holder.equals(node);
    }

    synchronized void release(String node) {
        if (holder.equals(node)) {
            holder = NOBODY;
        }
    }

    synchronized boolean used() {
        return !holder.equals(NOBODY);
    }

    public synchronized String holder() {
        return holder;
    }

    /// An orphaned worker that survived a stop ends at last.
    public synchronized void free() {
        holder = NOBODY;
    }
}
