package io.lockstep.engine.handover;

import static io.lockstep.engine.handover.Scene.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.mlnode.MlNodes;
import io.lockstep.engine.proxy.Pems;
import io.lockstep.engine.proxy.UpstreamTrust;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A cutover between MLNodes behind mutual TLS.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TlsCutoverTest {
    @TempDir private Path folder;

    @Test
    void nodesThatProveTheirPinnedKeyAreHandedOver() {
        var own = Pems.create(folder, "node", "EC");
        try (var scene = behind(own, own)) {
            scene.arm(CutoverPolicy.HOLD);

            scene.reach(Scene.HEIGHT);
            var record = scene.await(Phase.SERVING);

            assertThat(record.problem()).isEmpty();
            assertThat(scene.calls).hasSize(2).first().isEqualTo("old stop");
            assertThat(scene.defaultUpstream()).contains(NEW);
        }
    }

    @Test
    void aNodeWithAnotherKeyIsToldNothingAndTheReasonIsNamed() {
        var own = Pems.create(folder, "node", "EC");
        try (var scene = behind(own, Pems.create(folder, "other", "EC"))) {
            scene.cutovers.arm(Limits.ready(scene.cutover(CutoverPolicy.HOLD), 200));

            scene.reach(Scene.HEIGHT);
            var record = scene.await(Phase.FELL_BACK);

            assertThat(scene.calls).isEmpty();
            assertThat(record.problem().orElseThrow().sentence()).contains("not the pinned one");
        }
    }

    /// @param shown the nodes' certificate
    /// @param pinned whose key the engine takes for theirs
    private Scene behind(Pems shown, Pems pinned) {
        var trust =
                UpstreamTrust.of(
                        List.of("127.0.0.1=" + pinned.pin()),
                        Optional.of(shown.certificate()),
                        Optional.of(shown.key()));
        return new Scene(
                folder.resolve("state"), new MlNodes(trust::tls), Optional.of(shown.context()));
    }
}
