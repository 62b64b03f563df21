package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.chain.key.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The folder of the keys: the flag's, else `operator.keystore` of the settings.
class KeyPlaceTest {
    private static final String SECRET =
            "9e8ba689e9ced5459627b3689c88fd7c9ad4766eaf71abb0e8b57a83c0bcb74c";
    private static final String OWN = "gonka1k4swv40ur28fvu54p8mskjj4lxkgsj07u9f8ny";
    private static final Path RECORDED = Path.of("../chain/src/test/resources/recordings/r0");

    @TempDir private Path home;

    private final ActingProgram program = new ActingProgram();

    @Test
    void theSettingsFolderHoldsTheKeysOfEveryCommandThatSigns() throws IOException {
        var usb = home.resolve("stick/keys");
        settings(usb);

        assertThat(imported()).as(program.err()).isZero();
        assertThat(usb.resolve("operator.key")).exists();
        assertThat(home.resolve("data/keys")).doesNotExist();

        try (var gateway = new TxGateway(new Address(OWN))) {
            var vote = List.of("vote", "7", "yes", "--from", "operator", "--yes", "--rest");
            assertThat(run("long password\n", vote, gateway.address())).as(program.err()).isZero();
            assertThat(gateway.taken).hasSize(1);
        }
        assertThat(run("", List.of("keys", "list"))).isZero();
        assertThat(program.out()).contains("operator  " + OWN);
    }

    @Test
    void aFileIsSignedWithAKeyOfThatFolder() throws IOException {
        settings(home.resolve("stick/keys"));
        imported();

        run(
                "long password\n",
                List.of("tx", "sign", RECORDED.resolve("offline-unsigned.json").toString()),
                "--chain-id",
                "lockstep-lab",
                "--account-number",
                "0",
                "--sequence",
                "23",
                "--key",
                "operator",
                "--out",
                home.resolve("signed.json").toString());

        assertThat(program.err()).contains("but the key is that of " + OWN);
    }

    @Test
    void theFlagWins() throws IOException {
        settings(home.resolve("stick/keys"));
        imported();
        var other = home.resolve("other").toString();

        assertThat(run("", List.of("keys", "show", "operator"), "--keystore", other))
                .isEqualTo(ExitCode.USAGE);
        assertThat(
                        run(
                                "long password\n",
                                List.of("vote", "7", "yes", "--from", "operator", "--yes"),
                                "--keystore",
                                other,
                                "--rest",
                                "http://127.0.0.1:9"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(program.err()).contains("There is no key operator here");
    }

    private void settings(Path keystore) throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.writeString(
                home.resolve("config/lockstep.toml"),
                "[operator]\nkeystore = \"%s\"\n".formatted(keystore));
    }

    private int imported() {
        return run(
                SECRET + "\nlong password\nlong password\n",
                List.of("keys", "import", "operator", "--hex"));
    }

    private int run(String input, List<String> command, String... more) {
        var all = new ArrayList<>(command);
        all.addAll(List.of(more));
        all.addAll(List.of("--home", home.toString()));
        return program.run(input, all.toArray(String[]::new));
    }
}
