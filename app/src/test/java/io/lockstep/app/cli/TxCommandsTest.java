package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that travel between Lockstep and the chain's own program, and keys.
class TxCommandsTest {
    private static final Path RECORDED = Path.of("../chain/src/test/resources/recordings/r0");

    @TempDir private Path home;

    private final ActingProgram program = new ActingProgram();

    @Test
    void theUnsignedFileIsSignedAndEncodedAsTheChainsProgramDoes() throws IOException {
        var recorded = json(Files.readString(RECORDED.resolve("offline-encoded.json")));
        var out = home.resolve("signed.json");

        var signed = sign(recorded.at("/mnemonic").asText(), out);
        var encoded = program.run("", "tx", "encode", out.toString());

        assertThat(signed).isZero();
        assertThat(encoded).isZero();
        assertThat(Files.readString(out))
                .isEqualToIgnoringWhitespace(
                        Files.readString(RECORDED.resolve("offline-signed.json")));
        assertThat(program.out())
                .contains("If it passes: MLNode version v3.9.9 from block 689 on.")
                .contains("nothing was sent")
                .endsWith(recorded.at("/tx_bytes").asText() + System.lineSeparator());
    }

    @Test
    void anExistingFileIsNotReplacedAndAWrongKeySignsNothing() throws IOException {
        var out = Files.writeString(home.resolve("signed.json"), "precious");
        var recorded = json(Files.readString(RECORDED.resolve("offline-encoded.json")));

        assertThat(sign(recorded.at("/mnemonic").asText(), out)).isEqualTo(ExitCode.USAGE);
        assertThat(sign("abandon ".repeat(11) + "about", home.resolve("other.json")))
                .isEqualTo(ExitCode.FAILED);

        assertThat(out).hasContent("precious");
        assertThat(home.resolve("other.json")).doesNotExist();
        assertThat(program.err())
                .contains("a file is in the way")
                .contains("but the key is that of gonka1k4swv40ur28fvu54p8mskjj4lxkgsj07u9f8ny")
                .doesNotContain("abandon");
    }

    @Test
    void keysAreImportedListedUsedAndRemoved() {
        var secret = "9e8ba689e9ced5459627b3689c88fd7c9ad4766eaf71abb0e8b57a83c0bcb74c";
        var twice = "\nlong password\nlong password\n";

        assertThat(keys(secret + twice, "import", "operator", "--hex")).isZero();
        assertThat(
                        keys(
                                "",
                                "import",
                                "gov",
                                "--address",
                                "gonka10d07y265gmmuvt4z0w9aw880jnsr700j2h5m33"))
                .isZero();
        assertThat(keys("", "list")).isZero();
        assertThat(keys("", "show", "operator", "--json")).isZero();
        assertThat(keys("", "remove", "operator")).isEqualTo(ExitCode.USAGE);
        assertThat(keys("", "remove", "operator", "--yes")).isZero();
        assertThat(keys("", "show", "operator")).isEqualTo(ExitCode.USAGE);

        assertThat(program.out())
                .contains("operator  gonka1k4swv40ur28fvu54p8mskjj4lxkgsj07u9f8ny")
                .contains("gov  gonka10d07y265gmmuvt4z0w9aw880jnsr700j2h5m33  watched only")
                .contains("\"watchOnly\" : false")
                .contains("The key operator is gone.");
        assertThat(program.err())
                .contains("Nobody is there to agree.")
                .contains("There is no key operator here.");
        assertThat(program.out() + program.err()).doesNotContain(secret, "long password");
    }

    @Test
    void twoPasswordsThatDifferKeepNothing() {
        var words = "abandon ".repeat(11) + "about\n";

        assertThat(keys(words + "long password\nlong passwore\n", "import", "operator"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(program.err())
                .contains("The two passwords are not the same.")
                .doesNotContain("abandon", "long");
        assertThat(keys("", "list")).isZero();
        assertThat(program.out()).contains("There are no keys here.");
    }

    @Test
    void aVoteIsWrittenForAColdMachineWithTheCommandsThatGoOn() throws IOException {
        var file = home.resolve("vote.json");
        var own = "gonka1k4swv40ur28fvu54p8mskjj4lxkgsj07u9f8ny";
        var cold = "gonka15t559dn7p00mxaunyfsfh9ekqssx5elmnwzsr4";

        var exit =
                program.run(
                        "",
                        "vote",
                        "7",
                        "yes=0.7,no=0.3",
                        "--from",
                        own,
                        "--exec-as",
                        cold,
                        "--chain-id",
                        "gonka-mainnet",
                        "--generate-only",
                        file.toString(),
                        "--home",
                        home.toString());

        var written = json(Files.readString(file));
        assertThat(exit).as(program.err()).isZero();
        assertThat(written.at("/body/messages/0/@type").asText())
                .isEqualTo("/cosmos.authz.v1beta1.MsgExec");
        assertThat(written.at("/body/messages/0/grantee").asText()).isEqualTo(own);
        assertThat(written.at("/body/messages/0/msgs/0/voter").asText()).isEqualTo(cold);
        assertThat(program.out())
                .contains(cold + " votes yes with 0.7, no with 0.3 on proposal 7.")
                .contains(
                        "inferenced tx sign %s --from %s --chain-id gonka-mainnet"
                                .formatted(file, own))
                .contains("lockstep tx broadcast %s.signed".formatted(file))
                .contains("nothing was sent");
    }

    private int sign(String mnemonic, Path out) {
        return program.run(
                mnemonic + "\n",
                "tx",
                "sign",
                RECORDED.resolve("offline-unsigned.json").toString(),
                "--chain-id",
                "lockstep-lab",
                "--account-number",
                "0",
                "--sequence",
                "23",
                "--mnemonic-stdin",
                "--out",
                out.toString());
    }

    private int keys(String input, String... arguments) {
        var all = new String[arguments.length + 3];
        all[0] = "keys";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--home";
        all[arguments.length + 2] = home.toString();
        return program.run(input, all);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
