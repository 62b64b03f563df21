package io.lockstep.app.rehearsal.chain.ledger;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything the chain knows after a block. Immutable: each change is a new ledger, so that old
/// heights can still be asked for.
public record Ledger(
        SortedMap<Long, GovProposal> proposals,
        long nextProposal,
        SortedMap<Long, PartialUpgradeEntry> partialUpgrades,
        Optional<SoftwarePlan> plan,
        SortedMap<String, Long> appliedPlans,
        SortedMap<String, Account> accounts,
        String mlNodeVersion) {

    private static final long ENDOWMENT = 2_000_000_000L;

    /// An MLNode version that is to rule from a height on.
    public record PartialUpgradeEntry(long height, String version, String binaries, String name) {}

    /// A halt of the chain that is decided.
    public record SoftwarePlan(String name, long height, String info) {}

    /// @param sequence how many transactions it has sent
    public record Account(String address, long number, long sequence, long balance) {}

    /// Validators have sent one transaction already: the one that made them validators.
    public static Ledger born(Genesis genesis) {
        var ledger =
                new Ledger(
                        new TreeMap<>(),
                        1,
                        new TreeMap<>(),
                        Optional.empty(),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        genesis.mlNodeVersion());
        for (var validator : genesis.validators()) {
            var account = ledger.account(validator.address());
            ledger =
                    ledger.withAccount(
                            new Account(account.address(), account.number(), 1, account.balance()));
        }
        for (var address : genesis.accounts()) {
            ledger = ledger.withAccount(ledger.account(address));
        }
        return ledger;
    }

    /// An account that sends for the first time is rich: whoever drives the chain wants to see it
    /// move.
    Account account(String address) {
        return Optional.ofNullable(accounts.get(address))
                .orElseGet(() -> new Account(address, accounts.size(), 0, ENDOWMENT));
    }

    Ledger withAccount(Account account) {
        return copy(proposals, nextProposal, put(accounts, account.address(), account));
    }

    Ledger paying(String address, long amount) {
        var now = account(address);
        return withAccount(
                new Account(address, now.number(), now.sequence(), now.balance() + amount));
    }

    Ledger withProposal(GovProposal proposal) {
        return copy(
                put(proposals, proposal.id(), proposal),
                Math.max(nextProposal, proposal.id() + 1),
                accounts);
    }

    Ledger withoutProposal(long id) {
        var rest = new TreeMap<>(proposals);
        rest.remove(id);
        return copy(Collections.unmodifiableSortedMap(rest), nextProposal, accounts);
    }

    Ledger withPartialUpgrades(SortedMap<Long, PartialUpgradeEntry> entries) {
        return new Ledger(
                proposals, nextProposal, entries, plan, appliedPlans, accounts, mlNodeVersion);
    }

    Ledger withPartialUpgrade(PartialUpgradeEntry entry) {
        return withPartialUpgrades(put(partialUpgrades, entry.height(), entry));
    }

    Ledger withPlan(Optional<SoftwarePlan> plan) {
        return new Ledger(
                proposals,
                nextProposal,
                partialUpgrades,
                plan,
                appliedPlans,
                accounts,
                mlNodeVersion);
    }

    /// The new binary has done what the plan asked for.
    public Ledger planApplied(long height) {
        return plan.map(done ->
                        new Ledger(
                                proposals,
                                nextProposal,
                                partialUpgrades,
                                Optional.empty(),
                                put(appliedPlans, done.name(), height),
                                accounts,
                                mlNodeVersion))
                .orElse(this);
    }

    Ledger withMlNodeVersion(String version) {
        return new Ledger(
                proposals, nextProposal, partialUpgrades, plan, appliedPlans, accounts, version);
    }

    private Ledger copy(
            SortedMap<Long, GovProposal> proposals,
            long nextProposal,
            SortedMap<String, Account> accounts) {
        return new Ledger(
                proposals,
                nextProposal,
                partialUpgrades,
                plan,
                appliedPlans,
                accounts,
                mlNodeVersion);
    }

    private static <K, V> SortedMap<K, V> put(SortedMap<K, V> map, K key, V value) {
        var more = new TreeMap<>(map);
        more.put(key, value);
        return Collections.unmodifiableSortedMap(more);
    }
}
