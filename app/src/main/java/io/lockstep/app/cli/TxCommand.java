package io.lockstep.app.cli;

import picocli.CommandLine.Command;

/// What is done with a transaction file.
@Command(
        name = "tx",
        description = "Sign a transaction file without any network, encode or broadcast it.",
        footer = {
            "",
            "Examples:",
            "  lockstep tx sign unsigned.json --chain-id gonka-mainnet --account-number 42"
                    + " --sequence 3 --key operator --out signed.json",
            "  lockstep tx broadcast signed.json --rest http://127.0.0.1:1317",
        })
final class TxCommand {}
