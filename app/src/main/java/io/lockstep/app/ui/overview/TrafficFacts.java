package io.lockstep.app.ui.overview;

import io.lockstep.app.containers.Container;
import io.lockstep.app.gpu.Gpu;
import io.lockstep.app.nodes.NodesView.MlNode;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.ui.upgrade.Stage;
import io.lockstep.engine.control.EngineStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Requests on their way: from the API node through the engine to whoever serves.
///
/// @param flowing whether anything moves at this moment
/// @param lower the second track, when there is a second version
public record TrafficFacts(
        String rate,
        String firstByte,
        String generation,
        boolean known,
        boolean flowing,
        Optional<Track> upper,
        Optional<Track> lower) {

    /// One version and the way to it.
    ///
    /// @param carries whether the default route leads here
    /// @param tone the version's own colour, which it keeps
    public record Track(
            String title,
            Tone tone,
            Sign sign,
            String state,
            String place,
            List<Meter> meters,
            String route,
            String note,
            boolean carries,
            boolean routed) {}

    /// @param share of a bar, empty when the value has none
    public record Meter(String label, Optional<Double> share, String value) {}

    static TrafficFacts of(Snapshot snapshot, Texts texts, Figures figures) {
        return new Builder(snapshot, texts, figures).build();
    }

    private static final Duration PROBE = Duration.ofSeconds(2);

    private record Builder(Snapshot snapshot, Texts texts, Figures figures) {

        TrafficFacts build() {
            var engine = snapshot.proxy().latest();
            var traffic = engine.map(EngineStatus::traffic);
            var live = snapshot.proxy() instanceof Reading.Live;
            return new TrafficFacts(
                    traffic.map(t -> texts.get("overview.rate", rate(t.requestsPerSecond())))
                            .orElseGet(() -> texts.get("state.unknown")),
                    traffic.filter(t -> t.requests() > 0)
                            .map(t -> figures.millis(t.firstByteP99Millis()))
                            .orElseGet(() -> texts.get("state.unknown")),
                    engine.map(e -> texts.get("overview.generation", figures.whole(e.generation())))
                            .orElseGet(() -> texts.get("overview.noEngine")),
                    engine.isPresent(),
                    live && traffic.filter(t -> t.requestsPerSecond() > 0).isPresent(),
                    upper(),
                    lower());
        }

        private String rate(double perSecond) {
            return figures.decimal(perSecond);
        }

        private Optional<Track> upper() {
            return switch (Stage.of(snapshot)) {
                case Stage.Unknown _, Stage.Quiet _ ->
                        serving().map(version -> track("SERVING", version, Tone.INCUMBENT, true));
                case Stage.After(var plan, _) ->
                        Optional.of(
                                track(
                                        "SERVING",
                                        plan.goal().upgrade().version(),
                                        Tone.CANDIDATE,
                                        true));
                case Stage.Coming(var plan, _) -> incumbent(plan.goal().incumbent());
                case Stage.UnderWay(var plan, _) -> incumbent(plan.goal().incumbent());
                case Stage.FellBack(var plan, _) -> incumbent(plan.goal().incumbent());
            };
        }

        private Optional<Track> incumbent(String version) {
            return Optional.of(track("INCUMBENT", version, Tone.INCUMBENT, true));
        }

        private Optional<Track> lower() {
            return switch (Stage.of(snapshot)) {
                case Stage.Unknown _, Stage.Quiet _ -> Optional.empty();
                case Stage.After(var plan, _) ->
                        Optional.of(
                                track("RETIRED", plan.goal().incumbent(), Tone.INCUMBENT, false));
                case Stage.Coming(var plan, _) -> candidate(plan.goal().upgrade().version());
                case Stage.UnderWay(var plan, _) -> candidate(plan.goal().upgrade().version());
                case Stage.FellBack(var plan, _) -> candidate(plan.goal().upgrade().version());
            };
        }

        private Optional<Track> candidate(String version) {
            return Optional.of(track("CANDIDATE", version, Tone.CANDIDATE, false));
        }

        private Optional<String> serving() {
            return snapshot.proxy()
                    .latest()
                    .flatMap(EngineStatus::defaultUpstream)
                    .or(() ->
                            snapshot.nodes().latest().stream()
                                    .flatMap(nodes -> nodes.mlNodes().stream())
                                    .filter(MlNode::serving)
                                    .map(MlNode::version)
                                    .findFirst());
        }

        private Track track(String role, String version, Tone tone, boolean upper) {
            var node = node(version);
            var container = container(version);
            var carries = defaultIs(version);
            var serves = node.filter(MlNode::serving).isPresent();
            return new Track(
                    texts.get("overview.card." + role, version),
                    tone,
                    sign(node, container, serves),
                    state(node, container, serves),
                    container
                            .map(c -> texts.get("overview.place", c.name(), c.status()))
                            .orElseGet(() -> texts.get("overview.noContainer")),
                    upper
                                    && !snapshot.gpus()
                                            .latest()
                                            .map(g -> g.gpus())
                                            .orElse(List.of())
                                            .isEmpty()
                            ? memory()
                            : counts(version, container),
                    route(version, carries),
                    role.equals("RETIRED") ? texts.get("overview.kept") : note(version, carries),
                    carries,
                    carries || routed(version));
        }

        private Sign sign(Optional<MlNode> node, Optional<Container> container, boolean serves) {
            if (serves) {
                return Sign.SERVING;
            }
            if (!handover()
                    && node.filter(n -> n.problem().isPresent()).isPresent()
                    && container.filter(Container::running).isPresent()) {
                return Sign.LOOK;
            }
            return node.isEmpty() && container.isEmpty() ? Sign.UNKNOWN : Sign.OPEN;
        }

        private String state(Optional<MlNode> node, Optional<Container> container, boolean serves) {
            if (serves) {
                return texts.get("overview.state.serving");
            }
            var word = node.flatMap(MlNode::state);
            if (word.isPresent()) {
                return texts.get(
                        word.get().equals("STOPPED")
                                ? "overview.state.standby"
                                : "overview.state.other",
                        word.get());
            }
            if (handover() && container.filter(Container::running).isPresent()) {
                return texts.get(
                        Stage.of(snapshot) instanceof Stage.After
                                ? "overview.state.justHandedOver"
                                : "overview.state.handover");
            }
            return container
                    .map(c -> texts.of("overview.container", c.state()))
                    .orElseGet(() -> texts.get("overview.state.absent"));
        }

        /// While the engine holds requests it holds ours too, and just after it no newer ones are
        /// known: no answer is then no sign of trouble.
        private boolean handover() {
            return switch (Stage.of(snapshot)) {
                case Stage.UnderWay _ -> true;
                case Stage.After(_, var cutover) ->
                        snapshot.nodes() instanceof Reading.Live<?>(_, var at, _)
                                && at.isBefore(cutover.log().getLast().at().plus(PROBE));
                default -> false;
            };
        }

        private List<Meter> memory() {
            return snapshot.gpus().latest().stream()
                    .flatMap(host -> host.cards().stream())
                    .limit(2)
                    .map(this::memory)
                    .toList();
        }

        private Meter memory(Gpu gpu) {
            var used = gpu.memory().usedBytes();
            var total = gpu.memory().totalBytes();
            var known = used.isPresent() && total.isPresent() && total.getAsLong() > 0;
            return new Meter(
                    texts.get("overview.gpu", gpu.index()),
                    known
                            ? Optional.of((double) used.getAsLong() / total.getAsLong())
                            : Optional.of(0.0),
                    known
                            ? figures.memory(used.getAsLong(), total.getAsLong())
                            : texts.get("state.unknown"));
        }

        private List<Meter> counts(String version, Optional<Container> container) {
            List<Meter> meters = new ArrayList<>();
            upstream(version)
                    .ifPresent(up ->
                            meters.add(
                                    new Meter(
                                            texts.get("overview.requests"),
                                            Optional.empty(),
                                            texts.get(
                                                    "overview.requestsErrors",
                                                    figures.whole(up.requests()),
                                                    figures.whole(up.errors())))));
            container.ifPresent(c ->
                    meters.add(
                            new Meter(
                                    texts.get("overview.image"),
                                    Optional.empty(),
                                    figures.shortId(c.imageId()))));
            return List.copyOf(meters);
        }

        private String route(String version, boolean carries) {
            if (carries && routed(version)) {
                return texts.get("overview.routeBoth", version);
            }
            if (carries) {
                return "/";
            }
            return routed(version) ? "/" + version : texts.get("overview.noRoute");
        }

        private String note(String version, boolean carries) {
            var inFlight = upstream(version).map(EngineStatus.Upstream::inFlight).orElse(0L);
            if (carries || inFlight > 0) {
                return texts.get("overview.inFlight", figures.whole(inFlight));
            }
            return routed(version) ? texts.get("overview.probesOnly") : "";
        }

        private boolean defaultIs(String version) {
            return snapshot.proxy()
                    .latest()
                    .flatMap(EngineStatus::defaultUpstream)
                    .filter(version::equals)
                    .isPresent();
        }

        private boolean routed(String version) {
            return snapshot.proxy().latest().stream()
                    .flatMap(engine -> engine.routes().stream())
                    .anyMatch(route -> route.prefix().equals(version));
        }

        private Optional<EngineStatus.Upstream> upstream(String version) {
            return snapshot.proxy().latest().stream()
                    .flatMap(engine -> engine.upstreams().stream())
                    .filter(up -> up.name().equals(version))
                    .findFirst();
        }

        private Optional<MlNode> node(String version) {
            return snapshot.nodes().latest().stream()
                    .flatMap(nodes -> nodes.mlNodes().stream())
                    .filter(node -> node.version().equals(version))
                    .findFirst();
        }

        private Optional<Container> container(String version) {
            return snapshot.containers().latest().stream()
                    .flatMap(host -> host.containers().stream())
                    .filter(c -> c.role() != Container.Role.ENGINE)
                    .filter(c -> c.version().filter(version::equals).isPresent())
                    .findFirst();
        }
    }
}
