package io.lockstep.app.containers.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// A file tree that becomes the same bytes every time: sorted, with one time for all, and with
/// owners and modes that do not depend on who builds.
final class Layer {
    static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    static final int USER = 10001;

    private static final int PROGRAM = 0755;
    private static final int DATA = 0644;

    private final Map<String, Piece> pieces = new TreeMap<>();

    private sealed interface Piece {
        record Folder(int owner, int mode) implements Piece {}

        record Copy(Path source, int mode) implements Piece {}

        record Text(String text) implements Piece {}
    }

    /// A folder that belongs to the program's user.
    Layer owned(String path, int mode) {
        parents(path);
        pieces.put(path, new Piece.Folder(USER, mode));
        return this;
    }

    Layer text(String path, String text) {
        parents(path);
        pieces.put(path, new Piece.Text(text));
        return this;
    }

    Layer file(String path, Path source) {
        parents(path);
        pieces.put(path, new Piece.Copy(source, Files.isExecutable(source) ? PROGRAM : DATA));
        return this;
    }

    /// Everything below a folder, less what lies in the folders to leave out.
    Layer tree(String path, Path source, String... without) throws IOException {
        for (var file : Digests.files(source)) {
            var inside = source.relativize(file).toString();
            if (Stream.of(without).noneMatch(inside::startsWith)) {
                file(path + "/" + inside, file);
            }
        }
        return this;
    }

    private void parents(String path) {
        var slash = path.lastIndexOf('/');
        if (slash > 0) {
            var parent = path.substring(0, slash);
            parents(parent);
            pieces.putIfAbsent(parent, new Piece.Folder(0, PROGRAM));
        }
    }

    void write(Path file) throws IOException {
        try (var tar = tar(Files.newOutputStream(file))) {
            for (var piece : pieces.entrySet()) {
                write(tar, piece.getKey().substring(1), piece.getValue());
            }
        }
    }

    private static void write(TarArchiveOutputStream tar, String name, Piece piece)
            throws IOException {
        switch (piece) {
            case Piece.Folder(int owner, int mode) -> {
                tar.putArchiveEntry(entry(name + "/", owner, mode, 0));
            }
            case Piece.Copy(Path source, int mode) -> {
                tar.putArchiveEntry(entry(name, 0, mode, Files.size(source)));
                Files.copy(source, tar);
            }
            case Piece.Text(String text) -> {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                tar.putArchiveEntry(entry(name, 0, DATA, bytes.length));
                tar.write(bytes);
            }
        }
        tar.closeArchiveEntry();
    }

    static TarArchiveOutputStream tar(OutputStream out) {
        var tar = new TarArchiveOutputStream(new BufferedOutputStream(out), "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        return tar;
    }

    static TarArchiveEntry entry(String name, int owner, int mode, long size) {
        var entry = new TarArchiveEntry(name);
        entry.setModTime(TIME.toEpochMilli());
        entry.setIds(owner, owner);
        entry.setNames("", "");
        entry.setMode(mode);
        entry.setSize(size);
        return entry;
    }
}
