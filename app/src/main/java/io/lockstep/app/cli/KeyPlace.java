package io.lockstep.app.cli;

import io.lockstep.app.acting.ChainDesk;
import io.lockstep.app.acting.NodeDesk;
import io.lockstep.app.settings.Folders;
import io.lockstep.app.settings.OperatorOverrides;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.settings.SettingsFile;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.key.Keystore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where keys are kept: the flag's folder, else that of the settings, else beside the journal.
final class KeyPlace {
    static final String KEYSTORE =
            "folder of the keys, instead of operator.keystore in the settings";

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "folder for settings, journal, keys and logs instead of the usual ones")
    private Optional<Path> home = Optional.empty();

    @Option(names = "--config", paramLabel = "FILE", description = "settings file")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--keystore", paramLabel = "FOLDER", description = KEYSTORE)
    private Optional<String> keystore = Optional.empty();

    Keystore keystore() {
        return new Keystore(settings().operator().keys(folders()), new SecureRandom());
    }

    /// For what touches no network.
    ChainDesk desk() {
        return new NodeDesk(
                settings(), folders(), JsonHttp.forProbes(), Clock.systemUTC(), Optional.empty());
    }

    private Folders folders() {
        return home.map(Folders::under).orElseGet(Folders::ofThisMachine);
    }

    private Settings settings() {
        var file = config.map(SettingsFile::new).orElseGet(() -> SettingsFile.in(folders()));
        var settings = config.isPresent() ? file.readExisting() : file.read();
        var flag =
                new OperatorOverrides(
                        List.of(), Optional.empty(), Optional.empty(), keystore, List.of());
        return settings.with(flag.over(settings.operator()));
    }
}
