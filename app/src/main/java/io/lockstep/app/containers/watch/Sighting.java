package io.lockstep.app.containers.watch;

import io.lockstep.app.containers.ContainerDetails;
import io.lockstep.app.containers.Usage;
import java.util.Optional;

/// One container and what it uses; the usage is empty while it does not run.
public record Sighting(ContainerDetails details, Optional<Usage> usage, Usage.Rates rates) {}
