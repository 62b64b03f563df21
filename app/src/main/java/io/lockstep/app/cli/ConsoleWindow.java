package io.lockstep.app.cli;

import io.lockstep.app.ui.Console;
import io.lockstep.app.ui.ConsoleContext;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;

/// The real window, over whichever session the settings ask for.
final class ConsoleWindow implements Window {
    @Override
    public void open(Desk desk) throws InterruptedException {
        Display.require();
        var clock = Clock.systemUTC();
        var theme = ThemeFile.beside(desk.file().path());
        try (var live = new LiveSession(desk.sessions(), clock)) {
            live.start(desk.settings());
            Console.open(
                    live.store(),
                    live,
                    new ConsoleContext(
                            ZoneId.systemDefault(),
                            clock,
                            theme.read(),
                            theme::write,
                            false,
                            new AddressDesk(
                                    desk.settings(), desk.check(), desk.file(), live::start),
                            Optional.of(live::desk),
                            Optional.of(live::hands),
                            Optional.of(live::charts)));
        } catch (UnsupportedOperationException e) {
            throw Display.refused(String.valueOf(e.getMessage()));
        }
    }
}
