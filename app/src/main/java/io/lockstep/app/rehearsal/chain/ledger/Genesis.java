package io.lockstep.app.rehearsal.chain.ledger;

import io.lockstep.chain.upgrade.Generation;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/// What the chain is born with.
///
/// @param initialHeight height of the first block; nothing below it can be asked for
/// @param denomination the one coin
/// @param accounts addresses with money besides those of the validators
/// @param minGasPrice what a unit of gas costs at least, in the one coin
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
        String mlNodeVersion,
        BigDecimal minGasPrice) {

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

    /// The same with another version in force at the start.
    public Genesis running(String version) {
        return new Genesis(
                generation,
                chainId,
                initialHeight,
                denomination,
                validators,
                accounts,
                rules,
                epochs,
                version,
                minGasPrice);
    }

    /// The same with more accounts that have money.
    public Genesis knowing(List<String> more) {
        var all = Stream.concat(accounts.stream(), more.stream()).distinct().toList();
        return new Genesis(
                generation,
                chainId,
                initialHeight,
                denomination,
                validators,
                all,
                rules,
                epochs,
                mlNodeVersion,
                minGasPrice);
    }

    /// The same with other validators.
    public Genesis ruledBy(List<Validator> others) {
        return new Genesis(
                generation,
                chainId,
                initialHeight,
                denomination,
                others,
                accounts,
                rules,
                epochs,
                mlNodeVersion,
                minGasPrice);
    }

    /// The same with other rules of governance.
    public Genesis voting(GovernanceRules others) {
        return new Genesis(
                generation,
                chainId,
                initialHeight,
                denomination,
                validators,
                accounts,
                others,
                epochs,
                mlNodeVersion,
                minGasPrice);
    }

    /// The same where gas costs something.
    public Genesis pricing(BigDecimal gas) {
        return new Genesis(
                generation,
                chainId,
                initialHeight,
                denomination,
                validators,
                accounts,
                rules,
                epochs,
                mlNodeVersion,
                gas);
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
