package io.lockstep.chain.tx.send;

import java.util.OptionalLong;

/// What a node says of a transaction.
///
/// @param height the block it stands in; 0 when it stands in none
/// @param codespace the module that refused it; empty for none
/// @param code 0 for fine
/// @param log the node's own words: a stranger's
/// @param proposal the proposal it made, when it made one
public record TxResult(
        String hash,
        long height,
        String codespace,
        int code,
        String log,
        long gasUsed,
        OptionalLong proposal) {

    boolean is(String space, int number) {
        return codespace.equals(space) && code == number;
    }
}
