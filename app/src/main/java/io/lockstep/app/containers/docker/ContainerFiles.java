package io.lockstep.app.containers.docker;

import io.lockstep.app.containers.HostProblems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Files inside containers, whether these run or not, by the engine's archives.
final class ContainerFiles {
    private static final int LINKS = 8;
    private static final int LARGEST = 1 << 20;
    private static final int READABLE = 0644;

    private final DockerApi api;

    ContainerFiles(DockerApi api) {
        this.api = api;
    }

    /// @param path where it truly is, behind links
    record Found(String path, String text) {}

    Found read(String container, String path) {
        var at = path;
        for (var links = 0; links < LINKS; links++) {
            var where = at;
            var answer =
                    api.read(
                            archive(container, at),
                            response -> {
                                if (response.getStatusCode() != 200) {
                                    throw unreadable(path);
                                }
                                return entry(new TarArchiveInputStream(response.getBody()), where);
                            });
            if (!answer.path().isEmpty()) {
                return answer;
            }
            at = Path.of(at).resolveSibling(answer.text()).normalize().toString();
        }
        throw unreadable(path);
    }

    /// A link is answered without a path, its target as the text.
    private static Found entry(TarArchiveInputStream tar, String path) throws IOException {
        var entry = tar.getNextEntry();
        if (entry != null && entry.isSymbolicLink()) {
            return new Found("", entry.getLinkName());
        }
        if (entry == null || !entry.isFile() || entry.getSize() > LARGEST) {
            throw unreadable(path);
        }
        return new Found(path, new String(tar.readAllBytes(), StandardCharsets.UTF_8));
    }

    /// A folder with everything in it, from one container into another one.
    void copy(String from, String to, String folder) {
        var tar =
                api.read(
                        archive(from, folder),
                        response -> {
                            if (response.getStatusCode() != 200) {
                                throw unreadable(folder);
                            }
                            return response.getBody().readAllBytes();
                        });
        put(to, String.valueOf(Path.of(folder).getParent()), tar);
    }

    /// @param files texts by path
    void write(String container, Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var file : files.entrySet()) {
                var text = file.getValue().getBytes(StandardCharsets.UTF_8);
                var entry = new TarArchiveEntry(file.getKey().substring(1));
                entry.setMode(READABLE);
                entry.setSize(text.length);
                tar.putArchiveEntry(entry);
                tar.write(text);
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        put(container, "/", bytes.toByteArray());
    }

    private void put(String container, String folder, byte[] tar) {
        var answer = api.put(archive(container, folder), tar);
        if (!answer.ok()) {
            throw DockerProblems.refused("write into " + container, answer);
        }
    }

    private static String archive(String container, String path) {
        return "/containers/%s/archive?path=%s"
                .formatted(DockerApi.encode(container), DockerApi.encode(path));
    }

    private static RuntimeException unreadable(String path) {
        return HostProblems.problem(
                "containers.unreadable",
                "The file %s in the container cannot be read.".formatted(path),
                "Nothing was changed.",
                "Look whether it is there and no larger than 1 MiB.");
    }
}
