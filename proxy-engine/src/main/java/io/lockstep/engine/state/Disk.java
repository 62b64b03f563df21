package io.lockstep.engine.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The few things the state asks of a file system, apart from each other so that a test can end a
/// write between any two of them.
public interface Disk {

    /// Writes a whole file and waits until its bytes are on the device.
    void write(Path file, byte[] content) throws IOException;

    /// Gives a file another name, in one step and over whatever bears it.
    void move(Path from, Path to) throws IOException;

    /// Waits until the names in a folder are on the device.
    void sync(Path folder) throws IOException;

    /// The file system of this machine.
    static Disk real() {
        return new Disk() {
            @Override
            public void write(Path file, byte[] content) throws IOException {
                try (var out =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE)) {
                    var rest = ByteBuffer.wrap(content);
                    while (rest.hasRemaining()) {
                        out.write(rest);
                    }
                    out.force(true);
                }
            }

            @Override
            public void move(Path from, Path to) throws IOException {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            }

            @Override
            public void sync(Path folder) throws IOException {
                if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
                        names.force(true);
                    }
                }
            }
        };
    }
}
