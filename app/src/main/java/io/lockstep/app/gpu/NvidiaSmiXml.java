package io.lockstep.app.gpu;

import io.lockstep.app.gpu.HostGpus.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the document of `nvidia-smi -q -x`, schema v10 and later. Elements it does not know are
/// skipped, elements that are missing or say `N/A` become unknown.
final class NvidiaSmiXml {
    static final Way WAY = new Way("a document", "nvidia-smi -q -x", 0);

    private NvidiaSmiXml() {}

    /// @throws io.lockstep.chain.problem.ProblemException the named state the text tells, when it
    ///   holds no whole document
    static HostGpus parse(String printed) {
        return of(SmiDocument.parse(printed));
    }

    /// Never fails: what is missing or strange in the tree is unknown.
    static HostGpus of(SmiElement root) {
        List<Gpu> gpus = new ArrayList<>();
        for (var card : root.all("gpu")) {
            var index = (int) gpus.stream().filter(Gpu::card).count();
            gpus.addAll(new SmiGpu(index, card).all());
        }
        return new HostGpus(
                root.value("driver_version").text(),
                root.value("cuda_version").text(),
                List.copyOf(gpus),
                Optional.empty(),
                List.of(),
                WAY);
    }
}
