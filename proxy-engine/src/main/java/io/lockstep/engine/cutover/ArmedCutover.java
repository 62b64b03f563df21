package io.lockstep.engine.cutover;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// A cutover decided in advance. It is persisted before it is acknowledged and carried out exactly
/// once.
///
/// @param id chosen by whoever arms; arming the same id with the same content again changes nothing
/// @param height the upgrade height H
/// @param lead acts when block `height - lead` is applied: 0 for R0, 1 for R1 and R2
/// @param incumbent the version whose upstream serves now
/// @param candidate the version whose upstream takes over
/// @param chainId the chain the height belongs to
/// @param rpcs RPC nodes to follow; a majority must agree
/// @param model what the candidate must load, as the body of `POST /api/v1/inference/up`
/// @param drainLimitMillis how long older requests on the incumbent may take to end
/// @param readyLimitMillis how long the candidate may take to serve before the engine falls back
/// @param holdLimitMillis how long one request is held at most before it is answered 503
/// @param late whether it may be armed although its trigger block is applied already; it then
///   begins at once. Without it such a cutover is refused, for a height in the past is most likely
///   a mistake
/// @param gpu how the GPU is waited for; empty means the engine's usual way
public record ArmedCutover(
        String id,
        String chainId,
        long height,
        int lead,
        String incumbent,
        String candidate,
        List<URI> rpcs,
        Model model,
        CutoverPolicy policy,
        long drainLimitMillis,
        long readyLimitMillis,
        long holdLimitMillis,
        boolean late,
        Optional<GpuWait> gpu) {

    /// One whose trigger block is still to come.
    public ArmedCutover(
            String id,
            String chainId,
            long height,
            int lead,
            String incumbent,
            String candidate,
            List<URI> rpcs,
            Model model,
            CutoverPolicy policy,
            long drainLimitMillis,
            long readyLimitMillis,
            long holdLimitMillis) {
        this(
                id,
                chainId,
                height,
                lead,
                incumbent,
                candidate,
                rpcs,
                model,
                policy,
                drainLimitMillis,
                readyLimitMillis,
                holdLimitMillis,
                false,
                Optional.empty());
    }

    /// The same, waiting for the GPU in that way.
    public ArmedCutover waiting(GpuWait wait) {
        return new ArmedCutover(
                id,
                chainId,
                height,
                lead,
                incumbent,
                candidate,
                rpcs,
                model,
                policy,
                drainLimitMillis,
                readyLimitMillis,
                holdLimitMillis,
                late,
                Optional.of(wait));
    }

    /// The model and arguments the candidate is brought up with.
    public record Model(String name, String dtype, List<String> additionalArgs) {}

    /// The applied height at which the engine acts.
    public long triggerHeight() {
        return height - lead;
    }
}
