package io.lockstep.app.containers.process;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Layers as folders, named after the digest of their bytes.
///
/// Only plain files and folders are taken: that is what our own archives hold, and a link out of
/// the folder would be a way into this machine.
final class Layers {
    private static final int EXECUTABLE = 0100;

    private final Path folder;

    Layers(Path folder) {
        this.folder = folder;
    }

    /// Unpacks what the stream holds up to its end and tells the digest.
    String unpack(InputStream layer) throws IOException {
        Files.createDirectories(folder);
        var aside = Files.createTempDirectory(folder, "aside-");
        try {
            var digested = new DigestInputStream(layer, sha256());
            files(new TarArchiveInputStream(new BufferedInputStream(digested)), aside);
            digested.transferTo(java.io.OutputStream.nullOutputStream());
            var digest = HexFormat.of().formatHex(digested.getMessageDigest().digest());
            if (Files.notExists(folder.resolve(digest))) {
                Files.move(aside, folder.resolve(digest), StandardCopyOption.ATOMIC_MOVE);
            }
            return digest;
        } finally {
            Shelf.deleteTree(aside);
        }
    }

    private static void files(TarArchiveInputStream tar, Path into) throws IOException {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            var path = into.resolve(entry.getName()).normalize();
            if (!path.startsWith(into)) {
                throw new IOException("a layer reaches out of its folder: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(path);
            } else if (entry.isFile()) {
                file(tar, entry, path);
            }
        }
    }

    private static void file(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
            throws IOException {
        Files.createDirectories(path.resolveSibling("."));
        Files.copy(tar, path);
        if ((entry.getMode() & EXECUTABLE) != 0 && !path.toFile().setExecutable(true)) {
            throw new IOException("cannot be made executable: " + path);
        }
    }

    Optional<Path> path(String layer, String inside) {
        var top = folder.resolve(layer);
        var path = top.resolve(inside.replaceFirst("^/+", "")).normalize();
        return path.startsWith(top) && Files.exists(path) ? Optional.of(path) : Optional.empty();
    }

    long bytes(String layer) {
        try (var tree = Files.walk(folder.resolve(layer))) {
            return tree.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String layer) {
        Shelf.deleteTree(folder.resolve(layer));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
