package io.lockstep.app.cli;

import picocli.CommandLine.Command;

/// Puts a change to the vote.
@Command(
        name = "propose",
        description = "Propose an MLNode version or a software upgrade.",
        footer = {
            "",
            "Examples:",
            "  lockstep propose node-version v3.0.9 --height 1250000 --from operator",
            "  lockstep propose software-upgrade v0.2.1 --height 1250000 --info info.json"
                    + " --from operator",
            "",
            "What a chain would refuse, or what would come too late, is told before it costs a",
            "deposit."
        })
final class ProposeCommand {}
