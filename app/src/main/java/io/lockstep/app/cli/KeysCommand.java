package io.lockstep.app.cli;

import picocli.CommandLine.Command;

/// The keys of this machine.
@Command(
        name = "keys",
        description = "Keep keys of accounts, locked with passwords, or watch an address.",
        footer = {
            "",
            "Each key is locked with its own password and opened for one action only.",
            "A mnemonic is never kept: only the key that was made of it."
        })
final class KeysCommand {}
