package io.lockstep.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// What a process and those it started have used, as `/proc` tells it.
final class Usage {
    /// The kernel counts for programs in hundredths of a second.
    private static final double MICROS_PER_TICK = 10_000;

    private static final int USER_TIME = 11;
    private static final int LAST_CHILD_TIME = 14;

    private final Path proc;

    Usage(Path proc) {
        this.proc = proc;
    }

    /// Children that have ended and were waited for count, too.
    double cpuMicros(ProcessHandle root) {
        return tree(root).mapToDouble(one -> ticks(text(one, "stat")) * MICROS_PER_TICK).sum();
    }

    long residentKib(ProcessHandle root) {
        return tree(root).mapToLong(one -> resident(text(one, "status"))).sum();
    }

    /// User and system time of itself and of its ended children; the name before them may hold
    /// anything.
    static long ticks(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length <= LAST_CHILD_TIME
                ? 0
                : LongStream.rangeClosed(USER_TIME, LAST_CHILD_TIME)
                        .map(i -> Long.parseLong(fields[(int) i]))
                        .sum();
    }

    static long resident(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static Stream<ProcessHandle> tree(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    private String text(ProcessHandle process, String file) {
        try {
            return Files.readString(proc.resolve(Long.toString(process.pid())).resolve(file));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw BenchProblems.failed("/proc cannot be read: " + e.getMessage(), e);
        }
    }
}
