package io.lockstep.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program that was started as a process of its own and has ended.
record Started(int code, String out, String err) {
    private static final int LIMIT_SECONDS = 60;

    /// Through files, so that a process that writes much is never kept waiting.
    ///
    /// @param environment added to a clean one with nothing but a PATH
    static Started run(Path folder, Map<String, String> environment, List<String> command)
            throws InterruptedException {
        try {
            var out = Files.createTempFile("out", ".txt");
            var err = Files.createTempFile("err", ".txt");
            var builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().put("PATH", System.getenv("PATH"));
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("still runs: " + command + read(out) + read(err));
            }
            return new Started(process.exitValue(), read(out), read(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) throws IOException {
        var text = Files.readString(file, UTF_8);
        Files.delete(file);
        return text;
    }
}
