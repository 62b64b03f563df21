package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.chain.upgrade.Generation;
import java.util.List;

/// What the chain is born with.
///
/// @param initialHeight height of the first block; nothing below it can be asked for
/// @param denomination the one coin
/// @param accounts addresses with money besides those of the validators
/// @param mlNodeVersion what `mlnode_version` starts with; R0 does not tell it
public record Genesis(
        Generation generation,
        String chainId,
        long initialHeight,
        String denomination,
        List<Validator> validators,
        List<String> accounts,
        GovernanceRules rules,
        EpochRules epochs,
        String mlNodeVersion) {

    public Genesis {
        validators = List.copyOf(validators);
        accounts = List.copyOf(accounts);
        if (validators.isEmpty()) {
            throw new IllegalArgumentException("a chain needs a validator");
        }
        if (initialHeight < 1) {
            throw new IllegalArgumentException("the first height is at least 1");
        }
    }

    public long totalPower() {
        return validators.stream().mapToLong(Validator::power).sum();
    }

    public List<Validator> participants() {
        return validators.stream().filter(v -> v.inferenceUrl().isPresent()).toList();
    }

    public String coins(long amount) {
        return amount + denomination;
    }
}
