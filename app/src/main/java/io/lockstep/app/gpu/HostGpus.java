package io.lockstep.app.gpu;

import java.util.List;
import java.util.Optional;

/// The GPUs of one host. No GPU with a driver version is a machine without cards; without one,
/// without a driver.
public record HostGpus(Optional<String> driver, Optional<String> cuda, List<Gpu> gpus) {}
