package io.lockstep.app.gpu;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Asks `nvidia-smi -q -x` for the GPUs of this machine. One probe at a time, never longer than the
/// deadline.
public final class NvidiaSmi {
    private final List<String> command;
    private final Duration deadline;

    public NvidiaSmi(List<String> command, Duration deadline) {
        this.command = List.copyOf(command);
        this.deadline = deadline;
    }

    public static NvidiaSmi ofThisMachine() {
        return new NvidiaSmi(List.of("nvidia-smi", "-q", "-x"), Duration.ofSeconds(10));
    }

    public HostGpus read() throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "gpu.noDriver",
                            "No NVIDIA driver here: nvidia-smi is not installed.",
                            "Everything but GPU readings works.",
                            "Install the driver, or look at the host that has the GPUs."),
                    e);
        }
        var output = new Output(process);
        var reader = Thread.ofVirtual().name("nvidia-smi output").start(output);
        if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new ProblemException(
                    new Problem(
                            "gpu.hangs",
                            "nvidia-smi gave no answer within %d s."
                                    .formatted(deadline.toSeconds()),
                            "The last reading is shown with its age.",
                            "Look at the kernel log for Xid errors."));
        }
        reader.join(deadline);
        if (process.exitValue() != 0) {
            throw new ProblemException(
                    new Problem(
                            "gpu.driver",
                            "nvidia-smi failed: %s.".formatted(output.firstLine()),
                            "Everything but GPU readings works.",
                            "Run nvidia-smi by hand; a reboot often mends a driver mismatch."));
        }
        return NvidiaSmiXml.parse(new ByteArrayInputStream(output.bytes()));
    }

    /// Drains the program's output so that it never blocks on a full pipe.
    private static final class Output implements Runnable {
        private final Process process;
        private volatile byte[] bytes = {};

        Output(Process process) {
            this.process = process;
        }

        @Override
        public void run() {
            try (var stream = process.getInputStream()) {
                bytes = stream.readNBytes(8 << 20);
            } catch (IOException e) {
                System.getLogger(NvidiaSmi.class.getName())
                        .log(System.Logger.Level.DEBUG, "nvidia-smi output broke off", e);
            }
        }

        byte[] bytes() {
            return bytes;
        }

        String firstLine() {
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .orElse("no reason given");
        }
    }
}
