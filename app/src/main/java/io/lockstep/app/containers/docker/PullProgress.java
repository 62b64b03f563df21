package io.lockstep.app.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.containers.PullListener;
import io.lockstep.app.containers.PullView;
import io.lockstep.app.containers.PullView.Layer;
import io.lockstep.app.containers.PullView.Phase;
import io.lockstep.app.containers.registry.Sizes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Adds up what the engine tells of each layer: layers and bytes done, speed over the last seconds,
/// time left. A layer that begins again makes the bytes go back, and that is shown.
final class PullProgress {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int ID_LENGTH = 12;

    private final Consumer<String> told;
    private final InstantSource clock;
    private final Map<String, Layer> layers = new LinkedHashMap<>();
    private final Deque<Mark> marks = new ArrayDeque<>();
    private final boolean sized;
    private Instant next = Instant.MIN;

    /// @param sizes compressed bytes by digest, empty when they are not known before
    PullProgress(Map<String, Long> sizes, Consumer<String> told, InstantSource clock) {
        this.told = told;
        this.clock = clock;
        this.sized = !sizes.isEmpty();
        sizes.forEach((digest, bytes) ->
                layers.put(id(digest), new Layer(id(digest), 0, bytes, Phase.WAITING)));
    }

    private record Mark(Instant at, long loaded) {}

    private static String id(String digest) {
        var hex = digest.substring(digest.indexOf(':') + 1);
        return hex.substring(0, Math.min(ID_LENGTH, hex.length()));
    }

    void line(JsonNode line, String status) {
        var id = line.path("id").asText();
        if (status.startsWith("Retrying in")) {
            told.accept("layer %s was cut off, %s".formatted(id, lower(status)));
        } else if (status.startsWith("Status:")) {
            told.accept(status);
        } else if (layer(id, status, line.path("progressDetail"))) {
            tell(status);
        }
    }

    private static String lower(String status) {
        return Character.toLowerCase(status.charAt(0)) + status.substring(1);
    }

    private boolean layer(String id, String status, JsonNode detail) {
        var known = layers.get(id);
        if (known == null && !status.equals("Pulling fs layer")) {
            return false;
        }
        var before = known == null ? new Layer(id, 0, 0, Phase.WAITING) : known;
        var bytes =
                sized ? before.bytes() : Math.max(before.bytes(), detail.path("total").asLong());
        layers.put(
                id,
                switch (status) {
                    case "Downloading" ->
                            new Layer(id, detail.path("current").asLong(), bytes, Phase.LOADING);
                    case "Download complete", "Extracting", "Verifying Checksum" ->
                            new Layer(id, before.bytes(), before.bytes(), Phase.UNPACKING);
                    case "Pull complete", "Already exists" ->
                            new Layer(id, before.bytes(), before.bytes(), Phase.DONE);
                    default -> before;
                });
        return true;
    }

    private void tell(String status) {
        var now = clock.instant();
        var layerDone = status.equals("Pull complete") || status.equals("Already exists");
        if (now.isBefore(next) && !layerDone) {
            return;
        }
        next = now.plus(PAUSE);
        var view = view(now);
        told.accept(text(view));
        if (told instanceof PullListener listener) {
            listener.pulled(view);
        }
    }

    private PullView view(Instant now) {
        var loaded = layers.values().stream().mapToLong(Layer::loaded).sum();
        var left = layers.values().stream().mapToLong(Layer::bytes).sum() - loaded;
        var speed = speed(now, loaded);
        return new PullView(
                List.copyOf(layers.values()),
                speed,
                speed.isPresent() && left > 0
                        ? Optional.of(Duration.ofSeconds(left / speed.getAsLong()))
                        : Optional.empty(),
                Optional.empty());
    }

    private static String text(PullView view) {
        var done = view.layers().stream().filter(one -> one.phase() == Phase.DONE).count();
        var text = new StringBuilder("%d of %d layers".formatted(done, view.layers().size()));
        if (view.bytes() > 0) {
            text.append(
                    ", %s of %s".formatted(Sizes.text(view.loaded()), Sizes.text(view.bytes())));
            view.left().ifPresent(left -> pace(text, view.speed().orElse(0), left));
        }
        return text.toString();
    }

    private static void pace(StringBuilder text, long speed, Duration left) {
        text.append(", %s/s, %s left".formatted(Sizes.text(speed), Sizes.text(left)));
    }

    /// Bytes a second, empty while nothing moves.
    private OptionalLong speed(Instant now, long loaded) {
        marks.addLast(new Mark(now, loaded));
        while (marks.size() > 2 && marks.getFirst().at().isBefore(now.minus(WINDOW))) {
            marks.removeFirst();
        }
        var first = marks.getFirst();
        var millis = Duration.between(first.at(), now).toMillis();
        var moved = loaded - first.loaded();
        var speed = millis > 0 ? moved * 1000 / millis : 0;
        return speed > 0 ? OptionalLong.of(speed) : OptionalLong.empty();
    }
}
