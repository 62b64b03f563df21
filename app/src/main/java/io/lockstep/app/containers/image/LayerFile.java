package io.lockstep.app.containers.image;

import java.nio.file.Path;

/// A layer on disk and the digest it is known by.
record LayerFile(Path file, String digest) {
    static LayerFile of(Path file) {
        return new LayerFile(file, Digests.of(file));
    }
}
