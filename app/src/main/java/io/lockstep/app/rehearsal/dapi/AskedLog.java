package io.lockstep.app.rehearsal.dapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Keeps the newest requests in memory and all of them in a file, with the keys of the recordings.
final class AskedLog {
    private static final System.Logger LOG = System.getLogger(AskedLog.class.getName());
    private static final int MOST = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<Path> file;
    private final Deque<Asked> newest = new ArrayDeque<>();

    AskedLog(Optional<Path> file) {
        this.file = file;
    }

    synchronized void add(Asked asked) {
        newest.addLast(asked);
        if (newest.size() > MOST) {
            newest.removeFirst();
        }
        file.ifPresent(path -> append(path, asked));
    }

    synchronized List<Asked> all() {
        return List.copyOf(newest);
    }

    private static void append(Path path, Asked asked) {
        var line =
                JSON.createObjectNode()
                        .put("t", asked.at().toEpochMilli() / 1000.0)
                        .put("state_height", asked.height())
                        .put("port", asked.port())
                        .put("method", asked.method())
                        .put("path", asked.path())
                        .put("answered", asked.status());
        try {
            Files.writeString(
                    path, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the request log cannot be written", e);
        }
    }
}
