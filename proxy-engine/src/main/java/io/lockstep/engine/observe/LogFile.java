package io.lockstep.engine.observe;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A log in a few files of bounded size: the newest has the name itself, older ones have `.1`, `.2`
/// and so on after it. Only its owner reads it, since it tells who asked for what.
final class LogFile implements LogSink {
    private static final int BUFFER = 64 << 10;

    private final Path file;
    private final long mostBytes;
    private final int files;
    private OutputStream out;
    private long bytes;

    private LogFile(Path file, long mostBytes, int files) throws IOException {
        this.file = file;
        this.mostBytes = mostBytes;
        this.files = files;
        this.out = opened();
        this.bytes = Files.size(file);
    }

    /// Goes on in a file that is there.
    static LogFile open(Path file, long mostBytes, int files) throws IOException {
        return new LogFile(file.toAbsolutePath(), mostBytes, files);
    }

    @Override
    public void write(byte[] line) throws IOException {
        if (bytes > 0 && bytes + line.length > mostBytes) {
            rotate();
        }
        out.write(line);
        bytes += line.length;
    }

    private void rotate() throws IOException {
        out.close();
        for (var older = files - 1; older > 0; older--) {
            var from = older == 1 ? file : numbered(older - 1);
            if (Files.exists(from)) {
                Files.move(from, numbered(older), REPLACE_EXISTING);
            }
        }
        out = opened();
        bytes = Files.size(file);
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private OutputStream opened() throws IOException {
        var channel = FileChannel.open(file, Set.of(CREATE, WRITE, APPEND), own());
        return new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
    }

    private static FileAttribute<?>[] own() {
        var posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
