package io.lockstep.app.bench;

import java.nio.file.Path;
import java.util.Optional;

/// A contender that listens.
///
/// @param process absent where nothing stands between
/// @param folder its own
record Running(Contender who, int port, Optional<Child> process, Path folder, Usage usage) {

    double cpuMicros() {
        return process.map(child -> usage.cpuMicros(child.handle())).orElse(0.0);
    }

    double residentKib() {
        return process.map(child -> (double) usage.residentKib(child.handle())).orElse(0.0);
    }
}
