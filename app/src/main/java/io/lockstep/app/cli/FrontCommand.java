package io.lockstep.app.cli;

import picocli.CommandLine.Command;

/// An nginx of the operator's that stands before the MLNodes.
@Command(
        name = "front",
        description = "Adopt the nginx that stands before the MLNodes, lead it, give it back.")
final class FrontCommand {}
