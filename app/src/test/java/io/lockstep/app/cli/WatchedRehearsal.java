package io.lockstep.app.cli;

import io.lockstep.app.rehearsal.Rehearsal.Audience;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// `lockstep rehearse` as it is, and beside it somebody who looks at the window and presses keys.
///
/// Usage: LOG SCREENS ARGUMENTS OF LOCKSTEP.
public final class WatchedRehearsal {
    private WatchedRehearsal() {}

    public static void main(String[] arguments) {
        var log = Path.of(arguments[0]);
        var screens = Path.of(arguments[1]);
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        RehearsalWindow watched =
                (narrator, terminal) ->
                        watched(DisplayedRehearsal.where(narrator, terminal), log, screens);
        var program =
                new CommandLineProgram(Wiring.parts(), Wiring.window(), out, err)
                        .with(
                                new RehearseCommand(
                                        Wiring::rehearsal, watched, new Terminal(out, err)));
        System.exit(program.run(Arrays.copyOfRange(arguments, 2, arguments.length)));
    }

    private static Audience watched(Audience real, Path log, Path screens) {
        return (session, network) -> {
            var leaving = real.watch(session, network);
            Thread.ofPlatform().daemon().start(() -> WindowTour.begin(log, screens));
            return leaving;
        };
    }
}
