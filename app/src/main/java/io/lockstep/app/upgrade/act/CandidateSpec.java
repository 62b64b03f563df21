package io.lockstep.app.upgrade.act;

import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.ContainerHost.CloneChange;
import io.lockstep.app.containers.HostContainers.Image;
import io.lockstep.app.containers.HostProblems;
import io.lockstep.app.containers.Labels;
import io.lockstep.app.containers.Reference;
import io.lockstep.app.upgrade.Goals;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import java.util.List;
import java.util.Map;

/// What a candidate has of its own beside the incumbent's definition.
///
/// @param reference of its image
public record CandidateSpec(ScheduledUpgrade upgrade, String reference) {

    /// The candidate's name, and its only name on the incumbent's networks.
    public String name() {
        return "lockstep-mlnode-" + upgrade.version();
    }

    /// With the image as it lies on the host, by its id: a tag may lead elsewhere tomorrow.
    public CloneChange onHost(ContainerHost host) {
        var image = host.image(reference).orElseThrow(() -> HostProblems.imageMissing(reference));
        return change(image.id(), known(image));
    }

    /// To show what would differ; the image need not be on the host yet.
    public CloneChange foreseen(ContainerHost host) {
        return host.image(reference).isPresent() ? onHost(host) : change(reference, reference);
    }

    private CloneChange change(String image, String label) {
        return new CloneChange(
                name(),
                image,
                Map.of(
                        Labels.ROLE,
                        "candidate",
                        Labels.VERSION,
                        upgrade.version(),
                        Labels.UPGRADE,
                        Goals.label(upgrade),
                        Labels.IMAGE,
                        label),
                Map.of(),
                List.of(name()));
    }

    /// The reference and the digest it was pulled by, where it came from a registry.
    private String known(Image image) {
        var repository = new Reference(reference).repository();
        return image.references().stream()
                .filter(known -> known.startsWith(repository + "@"))
                .map(known -> reference + known.substring(repository.length()))
                .findFirst()
                .orElse(reference);
    }
}
