package io.lockstep.app.cli;

import io.lockstep.app.containers.registry.PinnedImage;
import io.lockstep.app.containers.registry.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An image as its registry has it.
///
/// @param bytes to load, compressed
/// @param room bytes needed on the Docker disk
/// @param reason why this image for this host; empty when it was named
record ImageReport(
        String reference,
        String digest,
        String manifest,
        String config,
        long bytes,
        long room,
        Map<String, Long> layers,
        Optional<String> signedBy,
        String reason) {

    static ImageReport of(PinnedImage image, String reason) {
        return new ImageReport(
                image.reference(),
                image.digest(),
                image.manifest(),
                image.config(),
                image.bytes(),
                image.room(),
                image.layers(),
                image.signedBy(),
                reason);
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(reason.isEmpty() ? reference : "%s  (%s)".formatted(reference, reason));
        lines.add("digest  " + digest);
        lines.add(
                "size    %s in %d layers, needs %s on the disk"
                        .formatted(Sizes.text(bytes), layers.size(), Sizes.text(room)));
        lines.add("signed  " + signedBy.map(key -> "by " + key).orElse("not asked for"));
        return lines;
    }
}
