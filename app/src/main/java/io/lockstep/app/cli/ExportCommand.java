package io.lockstep.app.cli;

import picocli.CommandLine.Command;

/// Writes what another proxy would have to be told.
@Command(name = "export", description = "Write the configuration for another proxy.")
final class ExportCommand {}
