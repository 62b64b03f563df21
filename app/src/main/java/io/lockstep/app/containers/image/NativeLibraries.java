package io.lockstep.app.containers.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/// The native libraries that jars carry. In an image they lie where the system looks for libraries,
/// since a program could unpack them nowhere under a read-only root.
final class NativeLibraries {
    static final String FOLDER = "/usr/lib";

    private static final Pattern LIBRARY = Pattern.compile("META-INF/native/(lib[\\w-]+\\.so)");

    private NativeLibraries() {}

    /// Unpacks those for this kind of processor into that folder.
    static List<Path> unpacked(List<Path> jars, Path into) throws IOException {
        var ours = System.getProperty("os.arch", "").equals("aarch64") ? "aarch_64" : "x86_64";
        var libraries = new ArrayList<Path>();
        for (var jar : jars) {
            if (jar.toString().endsWith("linux-" + ours + ".jar")) {
                libraries.addAll(unpacked(jar, into));
            }
        }
        return libraries;
    }

    private static List<Path> unpacked(Path jar, Path into) throws IOException {
        var libraries = new ArrayList<Path>();
        try (var zip = new ZipFile(jar.toFile())) {
            for (var entry : zip.stream().toList()) {
                var library = LIBRARY.matcher(entry.getName());
                if (library.matches()) {
                    var file = into.resolve(library.group(1));
                    try (var content = zip.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                    libraries.add(file);
                }
            }
        }
        return libraries;
    }
}
