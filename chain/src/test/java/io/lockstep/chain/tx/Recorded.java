package io.lockstep.chain.tx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Answers and files of real nodes, recorded from two generations of the chain.
public final class Recorded {
    public static final ObjectMapper JSON = new ObjectMapper();

    private Recorded() {}

    public static String text(String name) {
        try {
            return Files.readString(folder().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(String name) {
        try {
            return JSON.readTree(text(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Transactions as found by their hash, such as `r0/tx-vote-yes.json`; a grant is none of ours.
    static List<String> transactions() {
        try (var files = Files.walk(folder(), 2)) {
            return files.filter(file -> file.getFileName().toString().startsWith("tx-"))
                    .map(file -> folder().relativize(file).toString())
                    .filter(name -> json(name).has("tx") && !name.endsWith("grant.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            var url = Objects.requireNonNull(Recorded.class.getResource("/recordings"));
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
