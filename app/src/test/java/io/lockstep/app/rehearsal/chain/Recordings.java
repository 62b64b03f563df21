package io.lockstep.app.rehearsal.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.chain.upgrade.Generation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// What was recorded from a real node of a generation.
record Recordings(Generation generation) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// A line of the index.
    ///
    /// @param request method and path
    /// @param height of the answer, where it told one
    record Row(String file, String request, int status, Optional<Long> height, String type) {
        boolean halted() {
            return file.contains("halted");
        }

        String method() {
            return request.split(" ", 2)[0];
        }

        String path() {
            return request.split(" ", 2)[1];
        }

        boolean rpc() {
            return file.startsWith("rpc-");
        }
    }

    List<Row> index() {
        return text("index.tsv")
                .lines()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(Recordings::row)
                .toList();
    }

    /// Documents that no client reads, without generation and ending.
    static List<String> simulated() {
        return resource("/recordings/simulated.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    String text(String file) {
        return resource("/recordings/" + generation.name().toLowerCase(Locale.ROOT) + "/" + file);
    }

    private static String resource(String path) {
        try (var in = Recordings.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(in, path).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode json(String file) {
        return parse(text(file));
    }

    List<JsonNode> lines(String file) {
        return text(file).lines().filter(l -> !l.isBlank()).map(Recordings::parse).toList();
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        var cells = Arrays.asList(line.split("\t", -1));
        var height = cells.get(3);
        return new Row(
                cells.get(0),
                cells.get(1),
                Integer.parseInt(cells.get(2)),
                height.isBlank() ? Optional.empty() : Optional.of(Long.parseLong(height)),
                cells.get(4).strip());
    }
}
