package io.lockstep.app.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.HostContainers.Front;
import io.lockstep.app.containers.NginxContainer.Neighbour;
import io.lockstep.app.fakes.FakeContainerHost;
import io.lockstep.app.fakes.FakeNginx;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrontsProbeTest {
    private static final String LED =
            "http { server { location / { proxy_pass http://node:8080; } } }";

    private final FakeNginx nginx =
            new FakeNginx(
                    "front",
                    new Neighbour(Optional.of("v3.0.8"), true, "node", Set.of("node", "join-1")));
    private final FakeContainerHost host = new FakeContainerHost();
    private final FrontsProbe probe = new FrontsProbe(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void aFrontIsReadAgainOnlyWhenSomebodyAskedForIt() throws Exception {
        host.runs(nginx);
        nginx.says(LED);

        assertThat(probe.read(host))
                .containsExactly(
                        new Front("front", false, Optional.empty(), Set.of("node", "join-1")));
        nginx.says("# lockstep front: engine=lockstep-engine\n" + LED);
        assertThat(probe.read(host)).extracting(Front::adopted).containsExactly(false);

        probe.forget();

        assertThat(probe.read(host))
                .extracting(Front::engine)
                .containsExactly(Optional.of("lockstep-engine"));
        assertThat(nginx.open()).isZero();
    }

    @Test
    void oneThatCannotBeReadLeadsWhereItLedBefore() throws Exception {
        host.runs(nginx);
        nginx.says(LED);
        var before = probe.read(host);
        nginx.fails();
        probe.forget();

        assertThat(probe.read(host)).isEqualTo(before).isNotEmpty();
    }

    @Test
    void anNginxBeforeSomethingElseIsNoFront() throws Exception {
        host.runs(nginx);
        nginx.says("http { server { location / { proxy_pass http://shop:80; } } }");

        assertThat(probe.read(host)).isEqualTo(List.of());
    }
}
