package io.lockstep.app.containers;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How far a pull has come.
///
/// @param layers in the order in which the image names them
/// @param speed bytes a second over the last seconds; empty while nothing moves
/// @param left until all is loaded, at that speed
/// @param room what it takes on the disk, where that is known
public record PullView(
        List<Layer> layers, OptionalLong speed, Optional<Duration> left, Optional<Room> room) {

    public PullView {
        layers = List.copyOf(layers);
    }

    public static final PullView BEGUN =
            new PullView(List.of(), OptionalLong.empty(), Optional.empty(), Optional.empty());

    /// @param id the beginning of its digest
    /// @param bytes 0 while its size is not known
    public record Layer(String id, long loaded, long bytes, Phase phase) {}

    /// What becomes of a layer, in this order.
    public enum Phase {
        WAITING,
        LOADING,
        UNPACKING,
        DONE
    }

    /// @param needed bytes for layers and their unpacked content
    /// @param free on the disk that holds images, before the pull
    public record Room(long needed, OptionalLong free) {}

    public long loaded() {
        return layers.stream().mapToLong(Layer::loaded).sum();
    }

    public long bytes() {
        return layers.stream().mapToLong(Layer::bytes).sum();
    }

    public PullView with(Room known) {
        return new PullView(layers, speed, left, Optional.of(known));
    }

    /// The newer state of the same pull.
    public PullView with(PullView newer) {
        return new PullView(newer.layers, newer.speed, newer.left, newer.room.or(() -> room));
    }
}
