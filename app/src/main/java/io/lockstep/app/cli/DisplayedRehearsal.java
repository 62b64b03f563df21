package io.lockstep.app.cli;

import io.lockstep.app.rehearsal.Rehearsal.Audience;
import io.lockstep.app.rehearsal.Rehearsal.Leaving;
import io.lockstep.app.rehearsal.RehearsalNetwork;
import io.lockstep.app.session.Session;
import io.lockstep.app.settings.Folders;
import io.lockstep.app.settings.SettingsCheck;
import io.lockstep.app.settings.SettingsFile;
import io.lockstep.app.ui.Console;
import io.lockstep.app.ui.ConsoleContext;
import io.lockstep.chain.http.JsonHttp;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;

/// A rehearsal in the console's window, told in the terminal as well. The stage stands until the
/// window is closed; closing it early leaves the rehearsal to the terminal.
final class DisplayedRehearsal implements Audience {
    private final Narrator narrator;
    private final Terminal terminal;

    private DisplayedRehearsal(Narrator narrator, Terminal terminal) {
        this.narrator = narrator;
        this.terminal = terminal;
    }

    /// In a window when a display is there.
    static Audience where(Narrator narrator, Terminal terminal) {
        return Display.here() ? new DisplayedRehearsal(narrator, terminal) : narrator::watch;
    }

    @Override
    public Leaving watch(Session session, RehearsalNetwork network) {
        var told = narrator.watch(session, network);
        var window = Thread.ofPlatform().name("window").start(() -> show(session, network));
        return () -> {
            if (window.isAlive()) {
                terminal.say("The upgrade is over. Close the window to strike the stage.");
            }
            window.join();
            told.leave();
        };
    }

    private void show(Session session, RehearsalNetwork network) {
        var file = SettingsFile.in(Folders.ofThisMachine());
        var theme = ThemeFile.beside(file.path());
        var http = JsonHttp.forProbes();
        try {
            Console.open(
                    session.store(),
                    session.intents(),
                    new ConsoleContext(
                            ZoneId.systemDefault(),
                            Clock.systemUTC(),
                            theme.read(),
                            theme::write,
                            false,
                            new RehearsalAddresses(
                                    new AddressDesk(
                                            network.settings(),
                                            new SettingsCheck(http, network.hosts()),
                                            file,
                                            _ -> {})),
                            Optional.of(session::desk),
                            Optional.of(session::hands),
                            Optional.of(session::charts)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            terminal.complain(
                    "The window could not be opened: %s. The rehearsal goes on here."
                            .formatted(e.getMessage()));
        }
    }
}
