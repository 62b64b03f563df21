package io.lockstep.app.cli;

import io.lockstep.app.session.Parts;
import io.lockstep.app.session.Session;
import io.lockstep.app.settings.SettingsCheck;
import io.lockstep.chain.http.JsonHttp;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Opens the window.
@Command(
        name = "console",
        description = "Open the console's window.",
        footer = {
            "",
            "Example:",
            "  lockstep console --rpc http://127.0.0.1:26657 --rest http://127.0.0.1:1317"
        })
final class ConsoleCommand implements Callable<Integer> {
    private final Parts parts;
    private final Window window;

    @Mixin private final Addresses addresses = new Addresses();

    ConsoleCommand(Parts parts, Window window) {
        this.parts = parts;
        this.window = window;
    }

    @Override
    public Integer call() throws InterruptedException {
        var folders = addresses.folders();
        window.open(
                new Window.Desk(
                        addresses.settings(),
                        new SettingsCheck(JsonHttp.forProbes(), parts.hosts()),
                        addresses.file(),
                        settings ->
                                Session.start(settings, folders, parts, false, Clock.systemUTC())));
        return ExitCode.FINE;
    }
}
