package io.lockstep.app.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The processes of this machine, found by what they were told on their command lines.
///
/// [ProcessHandle.Info#commandLine()] ends after the first 4,096 bytes, which a class path alone
/// can fill; `/proc` tells it whole.
public final class Processes {
    private static final Path PROC = Path.of("/proc");

    private Processes() {}

    /// The command lines that name this file or folder, or something below it.
    public static List<String> naming(Path path) {
        return ProcessHandle.allProcesses()
                .map(process -> commandLine(process.pid()))
                .filter(line -> line.contains(path.toString()))
                .toList();
    }

    /// Empty for a process that has ended since it was listed.
    private static String commandLine(long pid) {
        try {
            var bytes = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve("cmdline"));
            return new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}
