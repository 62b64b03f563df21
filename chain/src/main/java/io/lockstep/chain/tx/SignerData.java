package io.lockstep.chain.tx;

/// What a signature is made for, besides the transaction itself.
///
/// @param sequence how many ordered transactions the account has sent; 0 for an unordered one
public record SignerData(String chainId, long accountNumber, long sequence) {
    public SignerData {
        if (chainId.isBlank()) {
            throw TxProblems.refused(
                    "There is no chain-id to sign for.", "Name the chain with --chain-id.");
        }
    }
}
