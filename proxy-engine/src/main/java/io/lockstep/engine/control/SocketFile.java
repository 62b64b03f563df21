package io.lockstep.engine.control;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/// The control socket's place: a socket only we may use, in a folder only we may enter.
public final class SocketFile {
    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> SOCKET =
            PosixFilePermissions.fromString("rw-------");

    private SocketFile() {}

    static ServerSocketChannel bind(Path socket) {
        try {
            prepareFolder(socket);
            clearStale(socket);
            return bound(socket);
        } catch (IOException e) {
            throw cannot(socket, Reason.of(e), "Name another place with --control.");
        }
    }

    /// Listens at a name of [#aside].
    static ServerSocketChannel bindAside(Path aside) {
        try {
            return bound(aside);
        } catch (IOException e) {
            throw cannot(aside, Reason.of(e), "Name another place with --control.");
        }
    }

    /// A free name in the folder of that socket, which is made and checked.
    public static Path aside(Path socket) {
        try {
            prepareFolder(socket);
            return socket.resolveSibling("." + UUID.randomUUID().toString().substring(0, 8));
        } catch (IOException e) {
            throw cannot(socket, Reason.of(e), "Name another place with --control.");
        }
    }

    /// Keeps others from a socket's file; returns the number of the user who owns it.
    public static int restrict(Path socket) {
        try {
            Files.setPosixFilePermissions(socket, SOCKET);
            return (int) Files.getAttribute(socket, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw cannot(socket, Reason.of(e), "Name another place with --control.");
        }
    }

    /// Gives a socket its name in one step, over one that bears it.
    public static void place(Path aside, Path socket) {
        try {
            Files.move(aside, socket, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw cannot(socket, Reason.of(e), "Check the folder of the control socket.");
        }
    }

    private static ServerSocketChannel bound(Path socket) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, SOCKET);
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private static void prepareFolder(Path socket) throws IOException {
        var folder = socket.toAbsolutePath().getParent();
        if (folder == null) {
            throw cannot(socket, "it is no file in a folder", "Name a file with --control.");
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        }
        if (!FOLDER.containsAll(Files.getPosixFilePermissions(folder))) {
            throw cannot(
                    socket,
                    "others may enter the folder %s".formatted(folder),
                    "Name a place in a folder of mode 0700 with --control.");
        }
    }

    /// A socket that nobody listens on was left by an engine that died.
    private static void clearStale(Path socket) throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        var kind =
                Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!kind.isOther()) {
            throw cannot(socket, "a file is there", "Name another place with --control.");
        }
        try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            throw cannot(
                    socket,
                    "another engine listens there",
                    "Stop that engine, or name another place with --control.");
        } catch (ConnectException e) {
            Files.deleteIfExists(socket);
        }
    }

    private static ProblemException cannot(Path socket, String why, String remedy) {
        return new ProblemException(
                new Problem(
                        "engine.cannotControl",
                        "Cannot open the control socket %s: %s.".formatted(socket, why),
                        "Nothing was started.",
                        remedy));
    }
}
