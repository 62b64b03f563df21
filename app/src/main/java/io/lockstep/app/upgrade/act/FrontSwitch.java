package io.lockstep.app.upgrade.act;

import io.lockstep.app.proxy.front.AdoptedNginx;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.Roles;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.chain.upgrade.ScheduledUpgrade.Origin;
import io.lockstep.engine.control.EngineStatus;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Lets an adopted nginx hand everything to the engine, or lead to the MLNodes itself again.
///
/// Both ways are a reload of nginx, which keeps its ports, names and clients: no request fails.
/// While the engine leads, an upgrade goes its usual way behind this nginx.
public final class FrontSwitch {
    private static final int MANAGEMENT = 8080;

    private final World world;
    private final AdoptedNginx nginx;

    public FrontSwitch(World world, AdoptedNginx nginx) {
        this.world = world;
        this.nginx = nginx;
    }

    /// Starts an engine where none runs and gives it the routes that nginx has, then lets nginx
    /// pass everything on, prefixes and all.
    public String toEngine(Consumer<String> progress) throws InterruptedException {
        var engine = nginx.adoption().engine();
        if (engine.isPresent()) {
            return "everything goes through %s already".formatted(engine.get());
        }
        world.engineStatus().ifPresent(FrontSwitch::requireNoCutover);
        var serving = serving();
        new FrontAct(world, goal(serving)).engine(progress);
        for (var route : nginx.routed().entrySet()) {
            var to = URI.create("http://%s:%d".formatted(route.getValue(), MANAGEMENT));
            var _ = world.engine().route(route.getKey(), to);
        }
        var _ = world.engine().routeDefault(serving);
        return handOver(progress);
    }

    /// To an engine that has its routes.
    String handOver(Consumer<String> progress) throws InterruptedException {
        var container = Roles.engine(world.host().read()).orElseThrow().name();
        return nginx.change(nginx.adoption().through(Optional.of(container)), progress);
    }

    /// What the engine routes now is what nginx routes then; the engine goes on running.
    public String toNginx(Consumer<String> progress) throws InterruptedException {
        if (nginx.adoption().engine().isEmpty()) {
            return "nginx leads to the MLNodes itself already";
        }
        var status = world.engine().status();
        requireNoCutover(status);
        var routes = new TreeMap<String, String>();
        status.routes()
                .forEach(route -> routes.put(route.prefix(), host(status, route.upstream())));
        var wanted = nginx.adoption().with(routes).through(Optional.empty());
        return nginx.change(
                status.defaultUpstream()
                        .map(name -> wanted.leadingTo(host(status, name)))
                        .orElse(wanted),
                progress);
    }

    private String serving() {
        return nginx.otherwise()
                .flatMap(nginx::versionOf)
                .orElseThrow(() ->
                        problem(
                                "front.noDefault",
                                "The MLNode behind this nginx's default route is not known by a version.",
                                "Label its container lockstep.version=VERSION, or lead the default route"
                                        + " with lockstep front default VERSION."));
    }

    private static void requireNoCutover(EngineStatus status) {
        status.cutover()
                .filter(record -> !record.over())
                .ifPresent(record -> {
                    throw problem(
                            "front.cutover",
                            "The engine has the cutover %s before it."
                                    .formatted(record.armed().id()),
                            "Wait for its end, or disarm it.");
                });
    }

    private static String host(EngineStatus status, String upstream) {
        return Roles.upstream(status, upstream)
                .map(address -> address.replaceFirst(":\\d+$", ""))
                .orElseThrow(() ->
                        problem(
                                "front.noUpstream",
                                "The engine does not say where %s is.".formatted(upstream),
                                "Look at lockstep engine routes."));
    }

    private static Goal goal(String version) {
        return new Goal(
                new ScheduledUpgrade(version, 0, Origin.OPERATOR, false, OptionalLong.empty()),
                version);
    }

    private static ProblemException problem(String code, String what, String remedy) {
        return new ProblemException(new Problem(code, what, "Nothing was changed.", remedy));
    }
}
