package io.lockstep.engine.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What the system's own buffers hold of TCP connections on loopback, from `/proc/net`.
final class Kernel {
    private static final String LISTEN = "0A";

    private Kernel() {}

    /// Bytes on their way between those two ports, in both directions, sent or not yet read.
    static long between(int one, int two) {
        return Stream.of("tcp", "tcp6").mapToLong(table -> queued(table, one, two)).sum();
    }

    /// The ports that listen on sockets of those inodes.
    static List<Integer> listening(Predicate<String> inode) {
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> rows(table).stream())
                .filter(fields -> fields.get(3).equals(LISTEN) && inode.test(fields.get(9)))
                .map(fields -> port(fields.get(1)))
                .toList();
    }

    private static List<List<String>> rows(String table) {
        try (var lines = Files.lines(Path.of("/proc/net", table))) {
            return lines.skip(1)
                    .map(line -> Arrays.asList(line.strip().split("\\s+", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long queued(String table, int one, int two) {
        return rows(table).stream()
                .filter(fields -> joins(port(fields.get(1)), port(fields.get(2)), one, two))
                .mapToLong(fields -> bytes(fields.get(4)))
                .sum();
    }

    private static boolean joins(int local, int remote, int one, int two) {
        return (local == one && remote == two) || (local == two && remote == one);
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }

    /// Of the send queue and the receive queue.
    private static long bytes(String queues) {
        var colon = queues.indexOf(':');
        return Long.parseLong(queues.substring(0, colon), 16)
                + Long.parseLong(queues.substring(colon + 1), 16);
    }
}
