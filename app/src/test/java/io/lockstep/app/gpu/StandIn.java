package io.lockstep.app.gpu;

import io.lockstep.app.host.command.RemoteCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A program that stands in for `nvidia-smi`: it answers, dawdles, hangs, babbles or has lost a
/// GPU, as its file `mode` says.
///
/// A process in state D cannot be made on purpose. The hanging mode imitates what matters of it: a
/// process that is no child of ours any more keeps the output open, so killing what we started ends
/// nothing.
public final class StandIn implements AutoCloseable {
    private static final String PROGRAM =
            """
            #!/bin/sh
            here=$(dirname "$0")
            case "$(cat "$here/mode") $*" in
              answers*) cat "$here/document" ;;
              slow*) sleep 1; cat "$here/document" ;;
              hangs*) (setsid sleep 120 & echo $! >> "$here/left"); exec sleep 120 ;;
              garbage*) printf 'hello \\001\\377 <world' ;;
              truncated*) head -c 700 "$here/document" ;;
              table*query*) cat "$here/table" ;;
              table*) echo '<html>not what was asked for</html>' ;;
              mismatch*) echo 'Failed to initialize NVML: Driver/library version mismatch'; exit 18 ;;
              noDevices*) echo 'No devices were found'; exit 6 ;;
              lost*) echo 'Unable to determine the device handle for GPU 0000:3B:00.0: GPU is lost.  Reboot the system to recover this GPU'; exit 15 ;;
              nvml*) echo 'Failed to initialize NVML: Unknown Error'; exit 255 ;;
              notLoaded*) echo "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver."; exit 9 ;;
              *) echo 'a reason of its own' >&2; exit 3 ;;
            esac
            """;

    private final Path folder;

    public StandIn(Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("document"), Documents.V12);
        Files.writeString(folder.resolve("table"), OtherSourcesTest.TABLE);
        Files.writeString(program(), PROGRAM);
        if (!program().toFile().setExecutable(true)) {
            throw new IOException("no program can be made in " + folder);
        }
        mode("answers");
    }

    public Path program() {
        return folder.resolve("stand-in");
    }

    public void mode(String mode) throws IOException {
        Files.writeString(folder.resolve("mode"), mode);
    }

    /// A place where it is found under the real program's name, unless it is `absent` there.
    RemoteCommand at(RemoteCommand place) {
        return new RemoteCommand() {
            @Override
            public String place() {
                return place.place();
            }

            @Override
            public Outcome run(List<String> command, Duration deadline)
                    throws InterruptedException {
                if (!command.getFirst().equals("nvidia-smi")) {
                    return new Outcome.Missing();
                }
                List<String> replaced = new ArrayList<>(command);
                replaced.set(0, absent() ? folder + "/nothing" : program().toString());
                return place.run(replaced, deadline);
            }

            @Override
            public int abandoned() {
                return place.abandoned();
            }

            @Override
            public void close() {
                place.close();
            }
        };
    }

    private boolean absent() {
        try {
            return Files.readString(folder.resolve("mode")).equals("absent");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends what hanging left behind.
    @Override
    public void close() throws IOException {
        var left = folder.resolve("left");
        if (Files.exists(left)) {
            for (var pid : Files.readAllLines(left)) {
                ProcessHandle.of(Long.parseLong(pid.strip()))
                        .ifPresent(ProcessHandle::destroyForcibly);
            }
            Files.delete(left);
        }
    }
}
