package io.lockstep.app.cli;

import io.lockstep.app.settings.OperatorOverrides;
import io.lockstep.app.settings.Overrides;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.settings.SettingsCheck;
import io.lockstep.app.settings.SettingsFile;
import io.lockstep.app.ui.FirstRun;
import io.lockstep.chain.problem.Problem;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Stands behind the window's form of addresses: tests them, keeps them, and lets them count.
final class AddressDesk implements FirstRun {
    private final Settings settings;
    private final SettingsCheck check;
    private final SettingsFile file;
    private final Consumer<Settings> use;

    /// @param settings those in force, flags included
    /// @param use lets saved settings count
    AddressDesk(Settings settings, SettingsCheck check, SettingsFile file, Consumer<Settings> use) {
        this.settings = settings;
        this.check = check;
        this.file = file;
        this.use = use;
    }

    @Override
    public Form current() {
        return new Form(
                settings.chain().rpcs().stream().map(URI::toString).toList(),
                settings.chain().rest().map(URI::toString).orElse(""),
                settings.apiNode().admin().map(URI::toString).orElse(""),
                String.join(", ", settings.hosts()),
                who(settings.operator()));
    }

    @Override
    public List<Finding> check(Form form) {
        return check.check(entered(form, settings)).stream().map(AddressDesk::finding).toList();
    }

    @Override
    public void save(Form form) {
        file.write(entered(form, file.read()));
        use.accept(entered(form, settings));
    }

    /// What the form leaves empty is taken away; all else stays as it was.
    private static Settings entered(Form form, Settings before) {
        var cleared =
                new Settings(
                        new Settings.Chain(
                                List.of(),
                                Optional.empty(),
                                before.chain().id(),
                                before.chain().poll()),
                        new Settings.ApiNode(Optional.empty(), Optional.empty()),
                        List.of(),
                        before.engine(),
                        before.upgrade(),
                        Settings.Operator.NONE);
        return new Overrides(
                        form.rpcs(),
                        filled(form.rest()),
                        filled(form.dapi()),
                        Optional.empty(),
                        hosts(form),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .over(cleared.with(operator(form.who())));
    }

    private static Who who(Settings.Operator operator) {
        return new Who(
                operator.accounts().stream().map(Object::toString).toList(),
                operator.granter().map(Object::toString).orElse(""),
                operator.key().orElse(""),
                operator.keystore().map(Object::toString).orElse(""),
                operator.schedule().stream().map(Object::toString).toList());
    }

    private static Settings.Operator operator(Who who) {
        return new OperatorOverrides(
                        who.accounts(),
                        filled(who.key()),
                        filled(who.granter()),
                        filled(who.keystore()),
                        who.schedule())
                .over(Settings.Operator.NONE);
    }

    /// The first one is where upgrades happen.
    private static List<String> hosts(Form form) {
        return Stream.of(form.docker().split(",", -1))
                .flatMap(address -> filled(address).stream())
                .toList();
    }

    private static Optional<String> filled(String text) {
        return Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty());
    }

    private static Finding finding(SettingsCheck.Finding found) {
        return new Finding(
                Field.valueOf(found.subject().toUpperCase(Locale.ROOT)),
                found.address(),
                found.ok(),
                found.problem().map(Problem::sentence).orElse(found.facts()));
    }
}
