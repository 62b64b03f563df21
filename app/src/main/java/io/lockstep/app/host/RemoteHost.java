package io.lockstep.app.host;

import io.lockstep.app.host.command.RemoteCommand;
import io.lockstep.app.host.command.RemoteCommand.Outcome;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// Another Linux machine, by one small shell script that prints its `/proc`. Nothing is installed
/// there.
final class RemoteHost implements HostProbe {
    private static final String SCRIPT =
            """
            say() { echo "==> $1 <=="; }
            say stat; grep ^cpu /proc/stat
            for f in loadavg meminfo net/dev uptime sys/kernel/hostname; do
              say $f; cat /proc/$f 2>/dev/null; done
            for t in /sys/class/hwmon/hwmon*/temp*_input; do
              [ -r "$t" ] && say "heat $(cat "${t%/*}/name" 2>/dev/null)" && cat "$t"; done
            say df; df -P -k 2>/dev/null
            say daemon; cat /etc/docker/daemon.json 2>/dev/null
            say date; date +%s.%N
            say models; echo "${HF_HOME:-$HOME/.cache}"
            true
            """;

    private final RemoteCommand machine;
    private final Duration deadline;
    private final Clock clock;
    private final ProcFiles files = new ProcFiles();

    RemoteHost(RemoteCommand machine, Duration deadline, Clock clock) {
        this.machine = machine;
        this.deadline = deadline;
        this.clock = clock;
    }

    @Override
    public HostLoad read() throws InterruptedException {
        return switch (machine.run(List.of("sh", "-c", SCRIPT), deadline)) {
            case Outcome.Ended(_, var printed) ->
                    files.load(machine.place(), printed, clock.instant());
            case Outcome.Missing _ -> throw failed("it has no shell");
            case Outcome.Late _ ->
                    throw failed("no answer within %d s".formatted(deadline.toSeconds()));
            case Outcome.Unreachable(var why) -> throw failed(why);
        };
    }

    private ProblemException failed(String why) {
        return new ProblemException(
                new Problem(
                        "host.unreachable",
                        "The load of %s cannot be read: %s.".formatted(machine.place(), why),
                        "The last reading is shown with its age.",
                        "Check that the machine runs and that this user may log in."));
    }
}
