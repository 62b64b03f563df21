package io.lockstep.app.containers;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads one host and changes nothing. Methods block, for a few seconds where nothing else is said,
/// end when their thread is interrupted, and throw `ProblemException` when the host does not
/// answer.
public interface HostReader extends AutoCloseable {

    EngineAbout engine();

    /// Every MLNode and everything of ours, read now.
    List<ContainerDetails> containers();

    Optional<ContainerDetails> container(String idOrName);

    /// What it used until now; empty when it does not run.
    Optional<Usage> usage(String containerId);

    /// Hears of every change to any container until the host hangs up, then returns. What happened
    /// while nobody listened is not told: read the host again after `opened`.
    void changes(Runnable opened, Consumer<Change> heard);

    /// Hears the newest lines of a container's log and, when it `follows`, those to come until the
    /// container ends.
    void log(String idOrName, int lines, boolean follows, Consumer<String> heard);

    @Override
    void close();

    /// @param what the engine's own word, such as `die` or `rename`
    record Change(String containerId, String name, String what) {}
}
