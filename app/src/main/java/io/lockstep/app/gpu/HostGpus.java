package io.lockstep.app.gpu;

import java.util.List;
import java.util.Optional;

/// The GPUs of one host. No GPU with a driver version is a machine without cards; without one,
/// without a driver.
///
/// @param gpus cards in the driver's order, each followed by its MIG devices
/// @param xids errors the driver wrote to the kernel log, newest first; empty where that log may
///   not be read, which is not the same as none
/// @param holdings who holds the memory of each card
public record HostGpus(
        Optional<String> driver,
        Optional<String> cuda,
        List<Gpu> gpus,
        Optional<List<Xid>> xids,
        List<Holding> holdings,
        Way way) {

    /// How this was learnt.
    ///
    /// @param place such as `this machine` or `container mlnode-308`
    /// @param program that told it
    /// @param abandoned processes given up on because nothing ends them
    public record Way(String place, String program, int abandoned) {}

    /// Whole cards only.
    public List<Gpu> cards() {
        return gpus.stream().filter(Gpu::card).toList();
    }

    HostGpus withGpus(List<Gpu> changed) {
        return new HostGpus(driver, cuda, List.copyOf(changed), xids, holdings, way);
    }

    HostGpus withXids(Optional<List<Xid>> seen) {
        return new HostGpus(driver, cuda, gpus, seen, holdings, way);
    }

    public HostGpus withHoldings(List<Holding> held) {
        return new HostGpus(driver, cuda, gpus, xids, List.copyOf(held), way);
    }

    HostGpus by(Way how) {
        return new HostGpus(driver, cuda, gpus, xids, holdings, how);
    }
}
