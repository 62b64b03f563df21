package io.lockstep.app.cli;

import io.lockstep.app.session.Session;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.settings.SettingsCheck;
import io.lockstep.app.settings.SettingsFile;
import java.util.function.Function;

/// Opens the console's window and returns when it is closed. The command line knows no more of it,
/// so that it runs where no window can.
@FunctionalInterface
public interface Window {
    void open(Desk desk) throws InterruptedException;

    /// What a window is given.
    ///
    /// @param settings as file and flags say; incomplete ones are asked for first
    /// @param check tests addresses as they are entered
    /// @param file where entered settings are kept
    /// @param sessions starts observing and acting; the window closes what it started
    record Desk(
            Settings settings,
            SettingsCheck check,
            SettingsFile file,
            Function<Settings, Session> sessions) {}
}
