package io.lockstep.engine.change;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.RoutingTable;
import io.lockstep.engine.route.UpstreamAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table while edits are applied to it. Pure: the table comes out whole, or the edit at fault is
/// named and nothing comes out.
final class Draft {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int MOST = 100;

    private final RoutingTable from;
    private final List<Edit> edits;
    private final Map<String, URI> upstreams;
    private final Map<String, Disposition> routes;
    private Optional<Disposition> defaultRoute;

    private Draft(RoutingTable from, List<Edit> edits) {
        this.from = from;
        this.edits = edits;
        this.upstreams = new HashMap<>(from.upstreams());
        this.routes = new HashMap<>(from.routes());
        this.defaultRoute = from.defaultRoute();
    }

    /// Keeps the generation's number, which rises when the table comes in force.
    static RoutingTable of(RoutingTable from, List<Edit> edits) {
        var draft = new Draft(from, edits);
        draft.refuseContradictions();
        draft.take();
        draft.refuseLooseEnds();
        draft.refuseTooMany();
        return new RoutingTable(
                from.generation(), draft.upstreams, draft.routes, draft.defaultRoute);
    }

    private void refuseContradictions() {
        if (edits.isEmpty()) {
            throw new ProblemException(
                    ChangeProblems.refused("The change names nothing to change.", "Name an edit."));
        }
        var seen = new HashSet<String>();
        for (var edit : edits) {
            if (!seen.add(concerns(edit))) {
                throw wrong(edit, "another edit of this change sets the same", "Keep one of them.");
            }
        }
    }

    private static String concerns(Edit edit) {
        return switch (edit) {
            case Edit.Upstream(var version, _) -> "upstream " + version;
            case Edit.Remove(var version) -> "upstream " + version;
            case Edit.Route(var prefix, _) -> "route " + prefix;
            case Edit.Refuse(var prefix, _) -> "route " + prefix;
            case Edit.Hold(var prefix, _) -> "route " + prefix;
            case Edit.Bridge(var prefix, _) -> "route " + prefix;
            case Edit.Default _, Edit.RefuseDefault _, Edit.HoldDefault _, Edit.BridgeDefault _ ->
                    "default";
        };
    }

    /// What is removed goes first, so that an edit which sets the route of that name stays.
    private void take() {
        for (var edit : edits) {
            if (edit instanceof Edit.Remove(var version)) {
                upstreams.remove(version);
                routes.remove(version);
            }
        }
        edits.forEach(this::take);
    }

    private void take(Edit edit) {
        switch (edit) {
            case Edit.Remove _ -> {}
            case Edit.Upstream(var version, var url) -> {
                routes.putIfAbsent(prefix(edit, version), new Disposition.To(version));
                upstreams.put(version, address(edit, url));
            }
            case Edit.Route(var prefix, var version) ->
                    routes.put(prefix(edit, prefix), new Disposition.To(version));
            case Edit.Refuse(var prefix, var after) ->
                    routes.put(prefix(edit, prefix), new Disposition.Refuse(time(edit, after)));
            case Edit.Hold(var prefix, var limit) ->
                    routes.put(
                            prefix(edit, prefix),
                            new Disposition.Hold(toward(prefix), time(edit, limit)));
            case Edit.Bridge(var prefix, var version) ->
                    routes.put(
                            prefix(edit, prefix), new Disposition.Bridge(version, toward(prefix)));
            case Edit.Default(var version) -> otherwise(new Disposition.To(version));
            case Edit.RefuseDefault(var after) ->
                    otherwise(new Disposition.Refuse(time(edit, after)));
            case Edit.HoldDefault(var limit) ->
                    otherwise(
                            new Disposition.Hold(
                                    towardDefault().orElseThrow(() -> nobody(edit)),
                                    time(edit, limit)));
            case Edit.BridgeDefault(var version) ->
                    otherwise(new Disposition.Bridge(version, towardDefault().orElse(version)));
        }
    }

    private void otherwise(Disposition disposition) {
        defaultRoute = Optional.of(disposition);
    }

    /// Requests wait for whom they would have gone to.
    private String toward(String prefix) {
        return meant(Optional.ofNullable(from.routes().get(prefix))).orElse(prefix);
    }

    private Optional<String> towardDefault() {
        return meant(from.defaultRoute());
    }

    /// Whom requests of a route are meant for, whoever answers them at present.
    private Optional<String> meant(Optional<Disposition> route) {
        return route.flatMap(was ->
                        was instanceof Disposition.Bridge(_, var insteadOf)
                                ? Optional.of(insteadOf)
                                : was.upstreams().stream().findFirst())
                .filter(upstreams::containsKey);
    }

    private ProblemException nobody(Edit edit) {
        return wrong(
                edit,
                "the default route goes to no upstream that could be waited for",
                "Name one with --default first, or refuse what comes meanwhile.");
    }

    private String prefix(Edit edit, String prefix) {
        if (!RoutingTable.isPrefix(prefix)) {
            throw wrong(
                    edit,
                    "%s cannot be a path segment".formatted(prefix),
                    "Use letters, digits, dots, underscores, tildes and hyphens.");
        }
        return prefix;
    }

    private URI address(Edit edit, URI url) {
        if (UpstreamAddress.of(url).or(() -> UpstreamAddress.ofTls(url)).isEmpty()) {
            throw wrong(
                    edit,
                    "the address is not http://HOST:PORT or https://HOST:PORT",
                    "Correct it.");
        }
        return url;
    }

    private Duration time(Edit edit, Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw wrong(edit, "the time is not between nothing and 24 hours", "Correct it.");
        }
        return time;
    }

    /// What an engine tells of its table must fit into one answer.
    private void refuseTooMany() {
        var most = Math.max(upstreams.size(), routes.size());
        if (most > MOST) {
            throw new ProblemException(
                    ChangeProblems.refused(
                            "The table would have %d entries of a kind, and %d are the most."
                                    .formatted(most, MOST),
                            "Remove what is no longer used."));
        }
    }

    /// Every upstream a route names must be there in the end.
    private void refuseLooseEnds() {
        routes.forEach((prefix, route) ->
                missing(route)
                        .ifPresent(name -> {
                            throw loose("/%s/".formatted(prefix), "route " + prefix, name);
                        }));
        defaultRoute
                .flatMap(this::missing)
                .ifPresent(name -> {
                    throw loose("the default route", "default", name);
                });
    }

    private Optional<String> missing(Disposition route) {
        return route.upstreams().stream().filter(name -> !upstreams.containsKey(name)).findFirst();
    }

    /// The edit that set the route is at fault, else the one that removed its upstream.
    private ProblemException loose(String route, String concern, String upstream) {
        var setter = edits.stream().filter(edit -> concerns(edit).equals(concern)).findFirst();
        if (setter.isPresent()) {
            return wrong(
                    setter.get(),
                    "there is no upstream %s".formatted(upstream),
                    "Add it in the same change, or correct the name.");
        }
        return wrong(
                edits.stream()
                        .filter(edit -> edit.equals(new Edit.Remove(upstream)))
                        .findFirst()
                        .orElseThrow(),
                "%s still needs it".formatted(route),
                "Send that elsewhere in the same change.");
    }

    private ProblemException wrong(Edit edit, String why, String remedy) {
        var place =
                "Edit %d of %d, %s"
                        .formatted(edits.lastIndexOf(edit) + 1, edits.size(), edit.text());
        return new ProblemException(
                ChangeProblems.refused("%s: %s.".formatted(place, why), remedy));
    }
}
