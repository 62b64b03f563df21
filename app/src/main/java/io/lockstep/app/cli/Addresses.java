package io.lockstep.app.cli;

import io.lockstep.app.settings.Folders;
import io.lockstep.app.settings.OperatorOverrides;
import io.lockstep.app.settings.Overrides;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.settings.SettingsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The flags that say where the network and this machine's parts are. They win over the settings
/// file.
final class Addresses {
    @Option(
            names = "--rpc",
            paramLabel = "URL",
            description = "CometBFT RPC of the chain; more than one check each other")
    private List<String> rpcs = new ArrayList<>();

    @Option(names = "--rest", paramLabel = "URL", description = "REST of the chain")
    private Optional<String> rest = Optional.empty();

    @Option(names = "--dapi", paramLabel = "URL", description = "API node, admin port 9200")
    private Optional<String> dapi = Optional.empty();

    @Option(
            names = "--dapi-public",
            paramLabel = "URL",
            description = "API node, public port; else port 9000 of the same host")
    private Optional<String> dapiPublic = Optional.empty();

    @Option(
            names = "--docker",
            paramLabel = "ADDRESS",
            description = {
                "Docker engine: unix:///PATH, ssh://USER@HOST, tcp://HOST:PORT?tls=FOLDER or",
                "context:NAME; more than one are watched, the first is upgraded"
            })
    private List<String> docker = new ArrayList<>();

    @Option(names = "--chain-id", paramLabel = "ID", description = "the only chain that counts")
    private Optional<String> chainId = Optional.empty();

    @Option(
            names = "--engine-socket",
            paramLabel = "FILE",
            description = "control socket of an engine on this machine")
    private Optional<Path> engineSocket = Optional.empty();

    @Option(
            names = "--engine-container",
            paramLabel = "NAME",
            description = "container the engine runs in")
    private Optional<String> engineContainer = Optional.empty();

    @Option(
            names = "--engine-url",
            paramLabel = "URL",
            description = "where clients reach the engine from here")
    private Optional<String> engineUrl = Optional.empty();

    @Option(
            names = "--account",
            paramLabel = "ADDRESS",
            description = "your account, watched: whose votes are looked for")
    private List<String> accounts = new ArrayList<>();

    @Option(
            names = "--own-upgrade",
            paramLabel = "V@H",
            description = "a version you expect from a height on where the chain says nothing")
    private List<String> schedule = new ArrayList<>();

    @Option(names = "--keystore", paramLabel = "FOLDER", description = KeyPlace.KEYSTORE)
    private Optional<String> keystore = Optional.empty();

    @Option(names = "--config", paramLabel = "FILE", description = "settings file")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "folder for settings, journal and logs instead of the usual ones")
    private Optional<Path> home = Optional.empty();

    Folders folders() {
        return home.map(Folders::under).orElseGet(Folders::ofThisMachine);
    }

    SettingsFile file() {
        return config.map(SettingsFile::new).orElseGet(() -> SettingsFile.in(folders()));
    }

    /// A settings file that was named must be there.
    Settings settings() {
        var file = file();
        var settings = overrides().over(config.isPresent() ? file.readExisting() : file.read());
        return settings.with(operator().over(settings.operator()));
    }

    private OperatorOverrides operator() {
        return new OperatorOverrides(
                List.copyOf(accounts),
                Optional.empty(),
                Optional.empty(),
                keystore,
                List.copyOf(schedule));
    }

    private Overrides overrides() {
        return new Overrides(
                List.copyOf(rpcs),
                rest,
                dapi,
                dapiPublic,
                List.copyOf(docker),
                chainId,
                engineSocket,
                engineContainer,
                engineUrl);
    }
}
