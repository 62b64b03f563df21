package io.lockstep.engine.observe;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// A log in a few files of bounded size: the newest has the name itself, older ones have `.1`, `.2`
/// and so on after it. Only its owner reads it, since it tells who asked for what.
///
/// Several engines may write the same log, as two do while one drains: whole lines are appended in
/// single writes. Before each, the name is looked at: where it belongs to another file by now,
/// because another engine or a program such as logrotate has moved ours away, that one is gone on
/// with. Whoever finds the file full moves it, with its lock, so that nobody moves it twice; the
/// others write on meanwhile.
final class LogFile implements LogSink {
    private final Path file;
    private final long mostBytes;
    private final int files;
    private Opened out;

    /// @param key what tells the file from another one of that name
    private record Opened(FileChannel channel, Object key) {}

    private LogFile(Path file, long mostBytes, int files) throws IOException {
        this.file = file;
        this.mostBytes = mostBytes;
        this.files = files;
        this.out = opened();
    }

    /// Goes on in a file that is there.
    static LogFile open(Path file, long mostBytes, int files) throws IOException {
        return new LogFile(file.toAbsolutePath(), mostBytes, files);
    }

    @Override
    public void write(byte[] lines) throws IOException {
        makeRoom(lines.length);
        if (out.channel().write(ByteBuffer.wrap(lines)) < lines.length) {
            throw new IOException("the disk took only a part");
        }
    }

    private void makeRoom(int more) throws IOException {
        if (!isOurs()) {
            reopen();
        }
        var size = out.channel().size();
        if (size > 0 && size + more > mostBytes) {
            rotate();
        }
    }

    private void rotate() throws IOException {
        try (var lock = out.channel().tryLock()) {
            if (lock == null) {
                return;
            }
            if (isOurs()) {
                moveAway();
            }
        } catch (OverlappingFileLockException e) {
            // Another log of this process is moving it, as above another process.
            return;
        }
        reopen();
    }

    private void moveAway() throws IOException {
        for (var older = files - 1; older > 0; older--) {
            var from = older == 1 ? file : numbered(older - 1);
            if (Files.exists(from)) {
                Files.move(from, numbered(older), REPLACE_EXISTING);
            }
        }
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private void reopen() throws IOException {
        var before = out;
        out = opened();
        before.channel().close();
    }

    /// The key is that of the opened file only where the name had it before and after.
    private Opened opened() throws IOException {
        while (true) {
            var before = known();
            var channel = FileChannel.open(file, Set.of(CREATE, WRITE, APPEND), own());
            var after = known();
            if (after.isPresent() && before.equals(after)) {
                return new Opened(channel, after.get());
            }
            channel.close();
        }
    }

    /// Whether the name still belongs to the file that is open.
    private boolean isOurs() throws IOException {
        return known().filter(out.key()::equals).isPresent();
    }

    /// What the name belongs to. Where the system tells files apart by nothing, the name is the
    /// file.
    private Optional<Object> known() throws IOException {
        try {
            var key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return Optional.of(key == null ? file : key);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
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
    public void close() throws IOException {
        out.channel().close();
    }
}
