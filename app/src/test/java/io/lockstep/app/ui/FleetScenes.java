package io.lockstep.app.ui;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerDetails;
import io.lockstep.app.containers.ContainerDetails.Ended;
import io.lockstep.app.containers.ContainerDetails.GpuRequest;
import io.lockstep.app.containers.ContainerDetails.Health;
import io.lockstep.app.containers.ContainerDetails.Mount;
import io.lockstep.app.containers.ContainerDetails.Origin;
import io.lockstep.app.containers.ContainerDetails.Port;
import io.lockstep.app.containers.ContainerDetails.Variable;
import io.lockstep.app.containers.EngineAbout;
import io.lockstep.app.containers.Secrets;
import io.lockstep.app.containers.Usage;
import io.lockstep.app.containers.watch.HostSight;
import io.lockstep.app.containers.watch.HostSight.Standing;
import io.lockstep.app.containers.watch.Sighting;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Hosts as an operator may see them: one well, one away, one not yet reached.
final class FleetScenes {
    static final Instant NOW = Scenes.NOW;
    static final Problem REFUSED =
            new Problem(
                    "ssh.hostKeyChanged",
                    "The key of gpu-b is not the one in known_hosts.",
                    "Nothing was sent to it; the other hosts are read.",
                    "Compare the key by another way, then correct known_hosts.");
    private static final long GB = 1_000_000_000L;

    private FleetScenes() {}

    static Snapshot armed() {
        return with(Scenes.armed(), NOW.minusSeconds(1), 2.5);
    }

    /// The same with the first host's containers using so much at that moment.
    static Snapshot with(Snapshot moment, Instant at, double cores) {
        return moment.withFleet(
                NOW,
                List.of(
                        here(at, cores),
                        away(),
                        new HostSight(
                                "gpu-c",
                                new Standing.Connecting(),
                                Optional.empty(),
                                List.of(),
                                NOW)));
    }

    static Snapshot of(HostSight... hosts) {
        return Scenes.armed().withFleet(NOW, List.of(hosts));
    }

    static HostSight here(Instant at, double cores) {
        return new HostSight(
                "this machine",
                new Standing.Up(NOW.minusSeconds(4000)),
                Optional.of(new EngineAbout("Docker", "28.0.1", "1.48", "linux/amd64", List.of())),
                List.of(
                        seen(incumbent(), at, cores, 76 * GB),
                        seen(candidate(), at, 0.1, 3 * GB),
                        seen(engine(), at, 0.3, GB / 4)),
                at);
    }

    static HostSight away() {
        return new HostSight(
                "gpu-b",
                new Standing.Down(REFUSED, NOW.minusSeconds(75)),
                Optional.of(new EngineAbout("Podman", "5.4.0", "1.41", "linux/amd64", List.of())),
                List.of(
                        new Sighting(
                                mlNode("mlnode-b", "3.0.8", Container.Role.INCUMBENT, true, 9),
                                Optional.empty(),
                                Usage.Rates.UNKNOWN)),
                NOW.minusSeconds(75));
    }

    /// A host that runs plain processes and tells no more of them than where they are.
    static HostSight processes() {
        var one = incumbent();
        var untold =
                new ContainerDetails(
                        one.container(),
                        new Origin.ByHand(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        "",
                        "always",
                        Health.NONE,
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        false);
        return new HostSight(
                "this machine",
                new Standing.Up(NOW.minusSeconds(4000)),
                Optional.empty(),
                List.of(new Sighting(untold, Optional.empty(), Usage.Rates.UNKNOWN)),
                NOW.minusSeconds(1));
    }

    static HostSight empty() {
        return new HostSight(
                "this machine",
                new Standing.Up(NOW.minusSeconds(4000)),
                Optional.of(new EngineAbout("Docker", "28.0.1", "1.48", "linux/amd64", List.of())),
                List.of(),
                NOW.minusSeconds(1));
    }

    private static Sighting seen(ContainerDetails one, Instant at, double cores, long memory) {
        return new Sighting(
                one,
                Optional.of(
                        new Usage(
                                at,
                                at.toEpochMilli() * 1_000,
                                (long) (memory * (0.96 + cores / 60)),
                                540 * GB,
                                0,
                                0)),
                new Usage.Rates(
                        OptionalDouble.of(cores),
                        OptionalDouble.of(310_000 * cores),
                        OptionalDouble.of(1_240_000 * cores)));
    }

    static ContainerDetails incumbent() {
        return mlNode("join-mlnode-308-1", "3.0.8", Container.Role.INCUMBENT, true, 41);
    }

    static ContainerDetails candidate() {
        return mlNode("lockstep-mlnode-v3.0.10", "3.0.10", Container.Role.CANDIDATE, true, 0);
    }

    static ContainerDetails mlNode(
            String name, String tag, Container.Role role, boolean running, int days) {
        var ours = role == Container.Role.CANDIDATE;
        var container =
                new Container(
                        "5c1f90d3" + name,
                        name,
                        role,
                        running ? Container.State.RUNNING : Container.State.EXITED,
                        "ghcr.io/product-science/mlnode:" + tag,
                        "sha256:8f2c77aa01bb44cc91ab",
                        Optional.of("v" + tag),
                        Optional.of(name + ":8080"),
                        running
                                ? (days > 0 ? "Up %d days".formatted(days) : "Up 2 hours")
                                : "Exited (137) 4 minutes ago",
                        NOW.minus(Duration.ofDays(days)),
                        ours
                                ? Map.of(
                                        "lockstep.version", "v" + tag, "lockstep.role", "candidate")
                                : Map.of("com.docker.compose.project", "join"),
                        List.of("join_default"),
                        Map.of());
        return new ContainerDetails(
                container,
                ours ? new Origin.Lockstep() : new Origin.Compose("join", "mlnode-308"),
                Optional.of(
                        "ghcr.io/product-science/mlnode@sha256:"
                                + (ours ? "8f2c" : "41d0")
                                + "77aa01bb44cc55dd66ee77ff88aa99bb00cc11dd22ee33ff445566771a2b91ab"
                                        .substring(4)),
                Optional.empty(),
                List.of("uvicorn", "api.app:app", "--host=0.0.0.0", "--port=8080"),
                List.of(
                        new Port(
                                8080,
                                "tcp",
                                ours ? Optional.empty() : Optional.of("127.0.0.1:8080")),
                        new Port(
                                5000,
                                "tcp",
                                ours ? Optional.empty() : Optional.of("127.0.0.1:5050"))),
                List.of(
                        new Mount("bind", "/mnt/shared/huggingface", "/root/.cache", true),
                        new Mount(
                                "bind",
                                "/opt/gonka/deploy/join/nginx.conf",
                                "/etc/nginx/nginx.conf",
                                false)),
                variables(tag),
                Optional.of(new GpuRequest("nvidia", -1, List.of())),
                "host",
                ours ? "no" : "always",
                ours ? Health.NONE : new Health(Health.State.HEALTHY, 0, ""),
                ours ? 0 : 2,
                Optional.of(NOW.minus(days > 0 ? Duration.ofDays(days) : Duration.ofHours(2))),
                ours
                        ? Optional.empty()
                        : Optional.of(
                                new Ended(137, NOW.minus(Duration.ofDays(days + 1)), true, "")),
                true);
    }

    private static List<Variable> variables(String tag) {
        List<Variable> all = new ArrayList<>();
        all.add(new Variable("HF_HOME", "/root/.cache"));
        all.add(new Variable("HF_HUB_OFFLINE", "1"));
        all.add(new Variable("HF_TOKEN", Secrets.MASK));
        all.add(new Variable("MODEL_NAME", "Qwen/Qwen2.5-7B-Instruct"));
        all.add(new Variable("VLLM_VERSION", tag.equals("3.0.10") ? "0.9.1" : "0.8.5"));
        return List.copyOf(all);
    }

    private static ContainerDetails engine() {
        var like = incumbent();
        var container =
                new Container(
                        "7aa0engine",
                        "lockstep-engine",
                        Container.Role.ENGINE,
                        Container.State.RUNNING,
                        "lockstep/engine:1.4.0",
                        "sha256:77aa",
                        Optional.empty(),
                        Optional.of("lockstep-engine:8080"),
                        "Up 2 hours",
                        NOW.minus(Duration.ofHours(2)),
                        Map.of("lockstep.role", "engine"),
                        List.of("join_default"),
                        Map.of());
        return new ContainerDetails(
                container,
                new Origin.Lockstep(),
                Optional.empty(),
                Optional.empty(),
                List.of("java", "-cp", "/app", "io.lockstep.engine.EngineMain"),
                like.ports(),
                List.of(),
                List.of(),
                Optional.empty(),
                "private",
                "unless-stopped",
                new Health(Health.State.HEALTHY, 0, ""),
                0,
                Optional.of(NOW.minus(Duration.ofHours(2))),
                Optional.empty(),
                true);
    }
}
