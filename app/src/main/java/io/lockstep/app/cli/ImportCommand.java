package io.lockstep.app.cli;

import picocli.CommandLine.Command;

/// Reads what another proxy is told.
@Command(name = "import", description = "Read the configuration of another proxy.")
final class ImportCommand {}
