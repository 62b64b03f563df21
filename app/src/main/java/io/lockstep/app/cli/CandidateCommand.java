package io.lockstep.app.cli;

import picocli.CommandLine.Command;

/// Looks at the container that is to stand beside the incumbent.
@Command(name = "candidate", description = "Look at the candidate before it is created.")
final class CandidateCommand {}
