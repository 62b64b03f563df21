package io.lockstep.app.cli;

import io.lockstep.app.settings.Folders;
import io.lockstep.chain.key.Keystore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where keys are kept.
final class KeyPlace {
    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "folder for settings, journal, keys and logs instead of the usual ones")
    private Optional<Path> home = Optional.empty();

    Keystore keystore() {
        return keystore(home.map(Folders::under).orElseGet(Folders::ofThisMachine));
    }

    static Keystore keystore(Folders folders) {
        return new Keystore(folders.data().resolve("keys"), new SecureRandom());
    }
}
