package io.lockstep.app.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.app.nodes.NodesView.ApiNodeEntry;
import io.lockstep.app.settings.Settings;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.upgrade.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Changes one MLNode's entry at the API node: shows what that would do, does it, and looks whether
/// it came about. Methods block for network.
public final class ApiNodeDesk {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration REGISTERED = Duration.ofSeconds(10);

    private final Settings settings;
    private final JsonHttp http;
    private final AdminApi admin;

    /// @throws ProblemException when the settings name no API node
    public ApiNodeDesk(Settings settings, JsonHttp http) {
        this.settings = settings;
        this.http = http;
        this.admin = new AdminApi(NodesProbe.admin(settings), http);
    }

    /// How it ended.
    ///
    /// @param verified whether the API node says so itself by now
    /// @param text one sentence
    public record Ended(boolean verified, String text) {}

    /// Asks nothing of the API node but its list. An id that it does not know is refused here,
    /// since on R0 the question alone would freeze it.
    public NodePreview preview(NodeWish wish) {
        if (wish instanceof NodeWish.Move move) {
            NodeForms.check(move);
        }
        var entries = entries();
        var now = known(entries, wish.id());
        var epoch = NodesProbe.epoch(settings.apiNode().open(), http);
        var generation = generation(epoch);
        var words = new NodeWords(entries, epoch, generation);
        return new NodePreview(
                wish,
                now,
                request(wish, generation),
                words.lines(wish, now),
                words.objections(wish, now),
                Optional.of(NodeForms.wayBack(wish, now)),
                is(wish, now));
    }

    /// Does what the preview showed, unless the entry has changed since, and waits until the list
    /// says so; after a move also until the API node has asked the new address.
    ///
    /// @param within how long the API node may take to reach a moved MLNode
    public Ended carryOut(NodePreview preview, Duration within, Consumer<String> progress)
            throws InterruptedException {
        var wish = preview.wish();
        if (preview.done()) {
            return new Ended(true, "It was so already; nothing was asked.");
        }
        var raw = unchanged(preview);
        var began = Instant.now();
        switch (wish) {
            case NodeWish.Enable(var id) -> admin.toggle(id, true);
            case NodeWish.Disable(var id) -> admin.toggle(id, false);
            case NodeWish.Move move -> register(move, preview.now(), raw);
        }
        progress.accept("The API node took it; looking whether it is so");
        if (!until(REGISTERED, entry -> is(wish, entry), wish.id())) {
            return new Ended(false, "The API node took it, and its list does not say so.");
        }
        return wish instanceof NodeWish.Move
                ? reached(wish.id(), began, within)
                : new Ended(true, "The API node's list says so.");
    }

    /// The entry goes back to what it was in that preview, whatever has become of it.
    public Ended undo(NodePreview preview, Consumer<String> progress) throws InterruptedException {
        var was = preview.now();
        var back =
                switch (preview.wish()) {
                    case NodeWish.Enable(var id) -> new NodeWish.Disable(id);
                    case NodeWish.Disable(var id) -> new NodeWish.Enable(id);
                    case NodeWish.Move(var id, _, _, _) ->
                            new NodeWish.Move(
                                    id,
                                    Optional.of(was.host()),
                                    Optional.of(was.inferencePort()),
                                    Optional.of(was.pocPort()));
                };
        return carryOut(preview(back), Duration.ZERO, progress);
    }

    private Ended reached(String id, Instant began, Duration within) throws InterruptedException {
        var asked =
                until(
                        within,
                        entry ->
                                entry.standing().at().filter(at -> at.isAfter(began)).isPresent()
                                        && !entry.currentStatus().equals("FAILED")
                                        && !entry.standing().becoming(),
                        id);
        var entry = known(entries(), id);
        return asked
                ? new Ended(
                        true,
                        "It is registered at %s, and the API node finds it %s there."
                                .formatted(entry.address(), entry.currentStatus()))
                : new Ended(
                        false,
                        "It is registered at %s, and the API node has not found it there: %s."
                                .formatted(
                                        entry.address(),
                                        entry.standing().failure().orElse(entry.currentStatus())));
    }

    private boolean until(Duration limit, Predicate<ApiNodeEntry> so, String id)
            throws InterruptedException {
        var end = System.nanoTime() + limit.toNanos();
        while (true) {
            if (entries().stream().filter(entry -> entry.id().equals(id)).anyMatch(so)) {
                return true;
            }
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(PAUSE);
        }
    }

    /// The raw entry, just before it is acted on.
    private JsonNode unchanged(NodePreview preview) {
        var list = admin.nodes();
        var now = known(ApiNodeReader.nodes(admin.address(), list), preview.wish().id());
        if (!NodeForms.sameAddress(now, preview.now())
                || now.enabled() != preview.now().enabled()) {
            throw new ProblemException(
                    new Problem(
                            "dapi.changed",
                            "The entry of %s has changed since it was shown.".formatted(now.id()),
                            "Nothing was asked.",
                            "Look at it again, and repeat it."));
        }
        return StreamSupport.stream(list.spliterator(), false)
                .map(element -> element.path("node"))
                .filter(node -> node.path("id").asText().equals(now.id()))
                .findFirst()
                .orElseThrow();
    }

    private void register(NodeWish.Move move, ApiNodeEntry now, JsonNode raw) {
        var body = NodeForms.body(raw, NodeForms.moved(now, move));
        var epoch = NodesProbe.epoch(settings.apiNode().open(), http);
        if (generation(epoch).filter(Generation.R2::equals).isPresent()) {
            admin.put(move.id(), body);
        } else {
            admin.post(body);
        }
    }

    private static boolean is(NodeWish wish, ApiNodeEntry entry) {
        return switch (wish) {
            case NodeWish.Enable _ -> entry.enabled();
            case NodeWish.Disable _ -> !entry.enabled();
            case NodeWish.Move move -> NodeForms.sameAddress(NodeForms.moved(entry, move), entry);
        };
    }

    private static String request(NodeWish wish, Optional<Generation> generation) {
        return switch (wish) {
            case NodeWish.Enable(var id) -> "POST /admin/v1/nodes/%s/enable".formatted(id);
            case NodeWish.Disable(var id) -> "POST /admin/v1/nodes/%s/disable".formatted(id);
            case NodeWish.Move(var id, _, _, _) ->
                    generation.filter(Generation.R2::equals).isPresent()
                            ? "PUT /admin/v1/nodes/" + id
                            : "POST /admin/v1/nodes";
        };
    }

    /// Whether it is R2 is all that matters here, and that the API node tells by itself.
    private Optional<Generation> generation(Optional<Epoch> epoch) {
        return NodesProbe.api(admin, epoch, Optional.empty()).generation();
    }

    private List<ApiNodeEntry> entries() {
        return ApiNodeReader.nodes(admin.address(), admin.nodes());
    }

    private static ApiNodeEntry known(List<ApiNodeEntry> entries, String id) {
        return entries.stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(
                                new Problem(
                                        "usage.unknownNode",
                                        "The API node has no MLNode \"%s\"; it has %s."
                                                .formatted(Printable.line(id), named(entries)),
                                        "Nothing was asked: an unknown id freezes an API node of"
                                                + " the first release.",
                                        "Give the id exactly as lockstep nodes shows it.")));
    }

    private static String named(List<ApiNodeEntry> entries) {
        return entries.isEmpty()
                ? "none"
                : entries.stream().map(ApiNodeEntry::id).collect(Collectors.joining(", "));
    }
}
