package io.lockstep.app.proxy.nginx;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// What was recognised in an nginx configuration, and everything that was not.
public record NginxImport(Front front, List<Lost> notUnderstood) {
    private static final int LARGEST = 1 << 20;

    public NginxImport {
        notUnderstood = notUnderstood.stream().sorted(Comparator.comparingInt(Lost::line)).toList();
    }

    public static NginxImport of(String text) {
        return new Recogniser().recognised(NginxGrammar.read(text));
    }

    /// Reads no more of a file than any configuration has.
    public static NginxImport of(Path file) {
        try (var in = Files.newInputStream(file)) {
            return of(new String(in.readNBytes(LARGEST + 1), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "usage.nginx",
                            "The file %s cannot be read.".formatted(file),
                            "Nothing was imported.",
                            "Name an nginx.conf that is there and may be read."),
                    e);
        }
    }
}
