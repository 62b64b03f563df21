package io.lockstep.app.containers;

import java.util.function.Consumer;

/// Hears of a pull in numbers, too. Where progress is told in lines, a listener of this kind is
/// told more.
public interface PullListener extends Consumer<String> {

    /// What the image takes on the disk; told once before anything is loaded.
    void room(PullView.Room room);

    /// How far every layer is, a few times a second.
    void pulled(PullView view);
}
