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
        Upgrades upgrades,
        SortedMap<String, Account> accounts,
        Auth auth) {

    private static final long ENDOWMENT = 2_000_000_000L;

    /// An MLNode version that is to rule from a height on.
    public record PartialUpgradeEntry(long height, String version, String binaries, String name) {}

    /// A halt of the chain that is decided.
    public record SoftwarePlan(String name, long height, String info) {}

    /// @param sequence how many ordered transactions it has sent
    /// @param key the public key it has signed with, base64; unknown before
    public record Account(
            String address, long number, long sequence, long balance, Optional<String> key) {
        Account next() {
            return new Account(address, number, sequence + 1, balance, key);
        }

        Account paid(long amount) {
            return new Account(address, number, sequence, balance + amount, key);
        }

        Account with(String key) {
            return new Account(address, number, sequence, balance, Optional.of(key));
        }
    }

    /// Upgrades that are decided, and the version that rules.
    public record Upgrades(
            SortedMap<Long, PartialUpgradeEntry> partial,
            Optional<SoftwarePlan> plan,
            SortedMap<String, Long> appliedPlans,
            String mlNodeVersion) {}

    /// Validators have sent one transaction already: the one that made them validators.
    public static Ledger born(Genesis genesis) {
        var upgrades =
                new Upgrades(
                        new TreeMap<>(),
                        Optional.empty(),
                        new TreeMap<>(),
                        genesis.mlNodeVersion());
        var ledger = new Ledger(new TreeMap<>(), 1, upgrades, new TreeMap<>(), Auth.NONE);
        for (var validator : genesis.validators()) {
            ledger = ledger.withAccount(ledger.account(validator.address()).next());
        }
        for (var address : genesis.accounts()) {
            ledger = ledger.withAccount(ledger.account(address));
        }
        return ledger;
    }

    public SortedMap<Long, PartialUpgradeEntry> partialUpgrades() {
        return upgrades.partial();
    }

    public Optional<SoftwarePlan> plan() {
        return upgrades.plan();
    }

    public SortedMap<String, Long> appliedPlans() {
        return upgrades.appliedPlans();
    }

    public String mlNodeVersion() {
        return upgrades.mlNodeVersion();
    }

    /// An account that is used for the first time is rich: whoever drives the chain wants to see it
    /// move.
    Account account(String address) {
        return Optional.ofNullable(accounts.get(address))
                .orElseGet(() ->
                        new Account(address, accounts.size(), 0, ENDOWMENT, Optional.empty()));
    }

    Ledger withAccount(Account account) {
        return new Ledger(
                proposals, nextProposal, upgrades, put(accounts, account.address(), account), auth);
    }

    Ledger paying(String address, long amount) {
        return withAccount(account(address).paid(amount));
    }

    Ledger withAuth(Auth other) {
        return new Ledger(proposals, nextProposal, upgrades, accounts, other);
    }

    Ledger withProposal(GovProposal proposal) {
        return new Ledger(
                put(proposals, proposal.id(), proposal),
                Math.max(nextProposal, proposal.id() + 1),
                upgrades,
                accounts,
                auth);
    }

    Ledger withoutProposal(long id) {
        var rest = new TreeMap<>(proposals);
        rest.remove(id);
        return new Ledger(
                Collections.unmodifiableSortedMap(rest), nextProposal, upgrades, accounts, auth);
    }

    Ledger withPartialUpgrades(SortedMap<Long, PartialUpgradeEntry> entries) {
        return with(new Upgrades(entries, plan(), appliedPlans(), mlNodeVersion()));
    }

    Ledger withPartialUpgrade(PartialUpgradeEntry entry) {
        return withPartialUpgrades(put(partialUpgrades(), entry.height(), entry));
    }

    Ledger withPlan(Optional<SoftwarePlan> plan) {
        return with(new Upgrades(partialUpgrades(), plan, appliedPlans(), mlNodeVersion()));
    }

    /// The new binary has done what the plan asked for.
    public Ledger planApplied(long height) {
        return plan().map(done ->
                        with(
                                new Upgrades(
                                        partialUpgrades(),
                                        Optional.empty(),
                                        put(appliedPlans(), done.name(), height),
                                        mlNodeVersion())))
                .orElse(this);
    }

    Ledger withMlNodeVersion(String version) {
        return with(new Upgrades(partialUpgrades(), plan(), appliedPlans(), version));
    }

    private Ledger with(Upgrades other) {
        return new Ledger(proposals, nextProposal, other, accounts, auth);
    }

    private static <K, V> SortedMap<K, V> put(SortedMap<K, V> map, K key, V value) {
        var more = new TreeMap<>(map);
        more.put(key, value);
        return Collections.unmodifiableSortedMap(more);
    }
}
