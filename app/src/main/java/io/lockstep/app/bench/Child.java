package io.lockstep.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A process we started. It is ended by its id, and with it whatever it started itself.
final class Child implements AutoCloseable {
    private static final Duration LINE = Duration.ofMinutes(3);
    private static final Duration END = Duration.ofSeconds(5);

    private final Process process;
    private final BufferedReader lines;
    private final Path errors;

    private Child(Process process, Path errors) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
    }

    /// @param errors takes its standard error
    static Child start(List<String> command, Path errors) {
        try {
            var builder = new ProcessBuilder(command).redirectError(errors.toFile());
            return new Child(builder.start(), errors);
        } catch (IOException e) {
            throw BenchProblems.failed(command.getFirst() + " does not start", e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean alive() {
        return process.isAlive();
    }

    void tell(String line) {
        try {
            var out = process.outputWriter(StandardCharsets.UTF_8);
            out.write(line + "\n");
            out.flush();
        } catch (IOException e) {
            throw BenchProblems.failed("a helper went away, " + lastWords(), e);
        }
    }

    /// The next line it says, which must begin with that word.
    List<String> hear(String word) {
        var line = nextLine();
        while (!line.startsWith(word)) {
            line = nextLine();
        }
        return List.of(line.strip().split(" ", -1));
    }

    private String nextLine() {
        var line =
                CompletableFuture.supplyAsync(this::read, task -> Thread.ofVirtual().start(task));
        try {
            return line.get(LINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BenchProblems.failed("it was given up", e);
        } catch (ExecutionException | TimeoutException e) {
            throw BenchProblems.failed("a helper says nothing, " + lastWords(), e);
        }
    }

    private String read() {
        try {
            var line = lines.readLine();
            if (line == null) {
                throw new IOException("it has ended");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The end of what it wrote to its standard error.
    String lastWords() {
        try {
            var said = Files.readAllLines(errors);
            return said.isEmpty() ? "without a word" : "its last words: " + said.getLast();
        } catch (IOException e) {
            return "without a word";
        }
    }

    @Override
    public void close() {
        var tree = process.descendants().toList();
        process.destroy();
        if (!endsWithin(END)) {
            tree.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
