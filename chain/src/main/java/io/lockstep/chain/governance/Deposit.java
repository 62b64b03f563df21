package io.lockstep.chain.governance;

import io.lockstep.chain.tx.Coin;
import java.util.List;

/// What one account has put down for a proposal.
public record Deposit(String depositor, List<Coin> amount) {}
