package io.lockstep.app.gpu;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Why a host's GPUs cannot be read, each with its remedy.
final class GpuProblems {
    static final String NO_DRIVER = "gpu.noDriver";

    private static final String REST = "Everything but GPU readings works.";
    private static final String LAST = "The last reading is shown with its age.";

    private GpuProblems() {}

    /// Words by which the NVIDIA tools tell a state, in the order they are looked for.
    private static final List<Said> SAID =
            List.of(
                    new Said(
                            "driver/library version mismatch",
                            "gpu.mismatch",
                            "The NVIDIA driver in the kernel and its library are of different"
                                    + " versions.",
                            "It was updated while loaded: reboot, or unload and load the nvidia"
                                    + " modules while nothing uses a GPU."),
                    new Said(
                            "no devices were found",
                            "gpu.noDevices",
                            "The NVIDIA driver finds no device.",
                            "Check with lspci that the card is there, then the kernel log for lines"
                                    + " with NVRM."),
                    new Said(
                            "gpu is lost",
                            "gpu.lost",
                            "A GPU is lost: it no longer answers on the bus.",
                            "Stop what uses it and reboot; if it comes again, check power, heat and"
                                    + " seat of the card."),
                    new Said(
                            "couldn't communicate with the nvidia driver",
                            "gpu.notLoaded",
                            "The NVIDIA driver is installed and not loaded.",
                            "Load it with modprobe nvidia, or reboot; after a new kernel its module"
                                    + " must be built again."),
                    new Said(
                            "failed to initialize nvml",
                            "gpu.nvml",
                            "NVML, the library under nvidia-smi, does not start.",
                            "In a container: restart it, its right to the devices was lost. On a"
                                    + " host: check the permissions of /dev/nvidia* and reboot."));

    private record Said(String words, String code, String what, String remedy) {}

    /// The state that a program which failed tells in its output.
    static Optional<ProblemException> told(String printed) {
        var lower = printed.toLowerCase(Locale.ROOT);
        return SAID.stream()
                .filter(said -> lower.contains(said.words()))
                .findFirst()
                .map(said -> problem(said.code(), said.what(), LAST, said.remedy()));
    }

    static ProblemException failed(String program, int exit, String printed) {
        return told(printed)
                .orElseGet(() ->
                        problem(
                                "gpu.driver",
                                "%s ended with %d: %s."
                                        .formatted(program, exit, firstLine(printed)),
                                LAST,
                                "Run it by hand; a reboot often mends a driver."));
    }

    static ProblemException noDriver(String places) {
        return problem(
                NO_DRIVER,
                "No GPU driver was found: neither nvidia-smi, rocm-smi nor amd-smi on %s."
                        .formatted(places),
                REST,
                "Install the driver, or name the host that has the GPUs.");
    }

    static ProblemException hangs(String program, long seconds, int abandoned) {
        return problem(
                "gpu.hangs",
                "%s gave no answer within %d s; %d of its processes cannot be ended."
                        .formatted(program, seconds, abandoned),
                LAST,
                "Look at the kernel log for Xid errors; a process in state D ends with a reboot"
                        + " only.");
    }

    static ProblemException tooMany(String program, int abandoned) {
        return problem(
                "gpu.stuck",
                "%d processes of %s hang and cannot be ended, so it is not started again."
                        .formatted(abandoned, program),
                LAST,
                "Reboot the host when its requests can go elsewhere.");
    }

    static ProblemException truncated() {
        return problem(
                "gpu.truncated",
                "What nvidia-smi printed breaks off in the middle.",
                LAST,
                "It was ended or a GPU was lost while it wrote: run nvidia-smi -q by hand.");
    }

    static ProblemException notXml() {
        return problem(
                "gpu.notXml",
                "nvidia-smi printed something that is not its XML.",
                LAST,
                "Run nvidia-smi -q -x by hand and look at the output.");
    }

    static ProblemException notXml(Exception cause) {
        return new ProblemException(notXml().problem(), cause);
    }

    static ProblemException unreadable(String program) {
        return problem(
                "gpu.unreadable",
                "What %s printed cannot be read.".formatted(program),
                LAST,
                "Run it by hand and look at the output.");
    }

    private static String firstLine(String printed) {
        return printed.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("no reason given");
    }

    private static ProblemException problem(
            String code, String what, String stands, String remedy) {
        return new ProblemException(new Problem(code, what, stands, remedy));
    }
}
