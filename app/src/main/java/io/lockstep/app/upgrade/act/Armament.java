package io.lockstep.app.upgrade.act;

import io.lockstep.app.gpu.GpuVerdict;
import io.lockstep.app.gpu.Holding.Standing;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.Models;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.GpuWait;
import java.time.Duration;
import java.util.Optional;

/// What a cutover is armed with: the limits and nodes of the settings, the chain and the model as
/// they are known now.
///
/// @param settings what the operator set
/// @param snapshot what is known
record Armament(Settings settings, Snapshot snapshot) {
    /// What the API node asks for (fact sheet, section 4.6).
    private static final String DTYPE = "float16";

    /// Long enough for a person to end an orphan by hand.
    private static final Duration GPU_LIMIT = Duration.ofMinutes(2);

    Head head() {
        return known(snapshot.chain().latest().flatMap(ChainView::head));
    }

    /// @param lead acts once block `height - lead` is applied; where it is already, at once
    ArmedCutover cutover(String id, long height, int lead, String incumbent, String candidate) {
        var model = known(snapshot.nodes().latest().flatMap(Models::first));
        var upgrade = settings.upgrade();
        return new ArmedCutover(
                        id,
                        head().chainId(),
                        height,
                        lead,
                        incumbent,
                        candidate,
                        settings.engine().rpcs().isEmpty()
                                ? settings.chain().rpcs()
                                : settings.engine().rpcs(),
                        new ArmedCutover.Model(model.name(), DTYPE, model.args()),
                        upgrade.policy(),
                        upgrade.drainLimit().toMillis(),
                        upgrade.readyLimit().toMillis(),
                        upgrade.holdLimit().toMillis(),
                        head().appliedHeight() >= height - lead,
                        Optional.empty())
                .waiting(new GpuWait(GPU_LIMIT.toMillis(), seesGpus()));
    }

    /// Whether the engine can be told who holds the GPUs.
    private boolean seesGpus() {
        return snapshot.gpus()
                .live()
                .flatMap(gpus -> GpuVerdict.of(gpus, Standing.INCUMBENT, Duration.ZERO))
                .isPresent();
    }

    static <T> T known(Optional<T> fact) {
        return fact.orElseThrow(() ->
                new ProblemException(
                        new Problem(
                                "upgrade.factsGone",
                                "The chain, its generation or the model are not known now.",
                                "Nothing was armed; what serves goes on serving.",
                                "Wait until they are read again.")));
    }
}
