package io.lockstep.engine.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// A disk whose engine is killed at a chosen step: that write is torn, and nothing comes after.
public final class CrashDisk implements Disk {

    /// The process is gone; nothing may catch this and go on.
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private final Disk real = Disk.real();
    private final int lastSteps;
    private int steps;

    /// @param steps how many steps are done in full
    public CrashDisk(int steps) {
        this.lastSteps = steps;
    }

    @Override
    public synchronized void write(Path file, byte[] content) throws IOException {
        if (++steps > lastSteps) {
            if (steps == lastSteps + 1) {
                real.write(file, Arrays.copyOf(content, content.length / 2));
            }
            throw new Killed();
        }
        real.write(file, content);
    }

    @Override
    public synchronized void move(Path from, Path to) throws IOException {
        step();
        real.move(from, to);
    }

    @Override
    public synchronized void sync(Path folder) throws IOException {
        step();
        real.sync(folder);
    }

    public synchronized boolean killed() {
        return steps > lastSteps;
    }

    private void step() {
        if (++steps > lastSteps) {
            throw new Killed();
        }
    }
}
