package io.lockstep.app.cli;

import picocli.CommandLine.Command;

/// Groups what can be measured.
@Command(
        name = "bench",
        description = "Measure the proxy engine beside other proxies, and what watching costs.")
final class BenchCommand {}
