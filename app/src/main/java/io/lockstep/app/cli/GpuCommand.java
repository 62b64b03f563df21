package io.lockstep.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.lockstep.app.gpu.GpuProbe;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.session.Parts;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Looks once at the GPUs of a machine, or at what was saved of them, and says what it saw.
@Command(
        name = "gpu",
        description = "Look at the GPUs once and say what is seen and who holds them.",
        footer = {
            "",
            "Examples:",
            "  lockstep gpu",
            "  lockstep gpu --ssh root@gpu-1 --json",
            "  lockstep gpu --from saved.xml",
            "",
            "A machine without a driver is asked through its running MLNode containers. Ends with 69",
            "when nothing tells; the sentence says why."
        })
final class GpuCommand implements Callable<Integer> {
    private static final int MOST = 16 << 20;
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Parts parts;
    private final Terminal terminal;

    @Mixin private final Addresses addresses = new Addresses();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "read a saved document or table instead; - is standard input")
    private Optional<String> from = Optional.empty();

    @Option(names = "--ssh", paramLabel = "USER@HOST", description = "look at that machine")
    private Optional<String> ssh = Optional.empty();

    @Option(names = "--json", description = "as JSON, for programs; unknown is null")
    private boolean json;

    GpuCommand(Parts parts, Terminal terminal) {
        this.parts = parts;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var gpus = from.isPresent() ? GpuProbe.saved(saved(from.get())) : asked();
        if (json) {
            terminal.say(text(gpus));
        } else {
            GpuText.of(gpus).forEach(terminal::say);
        }
        return ExitCode.FINE;
    }

    private HostGpus asked() throws InterruptedException {
        try (var desk = new MachineDesk(addresses.settings(), parts, ssh)) {
            return desk.source().gpus();
        }
    }

    private static String saved(String from) {
        try (var input = from.equals("-") ? standardInput() : Files.newInputStream(Path.of(from))) {
            return new String(input.readNBytes(MOST), StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException e) {
            throw new ProblemException(
                    new Problem(
                            "usage.from",
                            "%s cannot be read.".formatted(from),
                            "Nothing was changed.",
                            "Give a file that exists, or - for standard input."),
                    e);
        }
    }

    /// Not ours to close.
    private static InputStream standardInput() {
        return new FilterInputStream(System.in) {
            @Override
            public void close() {}
        };
    }

    private static String text(HostGpus gpus) {
        try {
            return JSON.writeValueAsString(RecordJson.of(gpus));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
