package io.lockstep.chain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each opening costs its full price: about a second.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeystoreTest {
    private static final char[] PASSWORD = "correct horse".toCharArray();
    private static final String WORDS = "abandon ".repeat(11) + "about";

    @TempDir private Path folder = Path.of("");
    private Keystore keys = new Keystore(folder, new SecureRandom());
    private final SigningKey key = key();
    private String kept = "";
    private Path store = Path.of("");
    private int count;

    /// One file for all cases, since keeping a key costs a second.
    @BeforeAll
    void keepOne(@TempDir Path first) throws IOException {
        new Keystore(first, new SecureRandom()).keep("operator", key, PASSWORD);
        kept = Files.readString(first.resolve("operator.key"));
    }

    @BeforeEach
    void open() {
        store = folder.resolve("keys" + ++count);
        keys = new Keystore(store, new SecureRandom());
    }

    @Test
    void aKeyIsKeptLockedAndOpensWithItsPasswordAlone() throws IOException {
        assertThat(keys.list()).isEmpty();

        var entry = keys.keep("operator", key, PASSWORD);

        assertThat(keys.list()).containsExactly(entry);
        assertThat(keys.find(key.address().text())).hasValue(entry);
        try (var opened = keys.unlock("operator", PASSWORD)) {
            assertThat(opened.sign(new byte[32])).isEqualTo(key.sign(new byte[32]));
        }
        assertThatThrownBy(() -> keys.unlock("operator", "correct horsf".toCharArray()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("does not open the key operator")
                .hasMessageNotContaining("horsf");
        assertThat(Files.getPosixFilePermissions(file()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(store))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.readString(file()))
                .doesNotContain("abandon")
                .contains("\"memoryKib\" : 262144", "\"passes\" : 3");
        try (var left = Files.list(store)) {
            assertThat(left).containsExactly(file());
        }
    }

    @Test
    void aWatchedAddressHasNoKeyToUnlock() {
        var entry = keys.watch("cold", key.address());

        assertThat(keys.find("cold"))
                .hasValue(new KeyEntry("cold", key.address(), Optional.empty()));
        assertThat(entry.watchOnly()).isTrue();
        assertThatThrownBy(() -> keys.unlock("cold", PASSWORD))
                .hasMessageContaining("cold is only watched");
    }

    /// Whoever can write to the folder cannot make a password cheap to guess, nor swap a name.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"memoryKib\" : 262144|\"memoryKib\" : 262143|weaker than Lockstep accepts",
                "\"passes\" : 3|\"passes\" : 2|weaker than Lockstep accepts",
                "\"passes\" : 3|\"passes\" : 1000000|weaker than Lockstep accepts",
                "\"memoryKib\" : 262144|\"memoryKib\" : 2147483647|weaker than Lockstep accepts",
                "\"argon2id\"|\"argon2i\"|weaker than Lockstep accepts",
                "\"AES-256-GCM\"|\"none\"|weaker than Lockstep accepts",
                "\"version\" : 1|\"version\" : 2|of another version",
                "\"passes\" : 3|\"passes\" : 4|does not open the key",
                "\"name\" : \"operator\"|\"name\" : \"other\"|does not open the key",
                "\"address\" : \"gonka1k4swv40ur28fvu54p8mskjj4lxkgsj07u9f8ny\"|\"address\" : \"gonka10d07y265gmmuvt4z0w9aw880jnsr700j2h5m33\"|does not open the key",
                "\"secret\" : \"|\"secret\" : \"AAAA|wrong length",
                "{|[|not JSON"
            })
    void aChangedFileIsRefused(String from, String to, String words) throws IOException {
        keys.watch("operator", key.address());
        assertThat(kept).contains(from);
        Files.writeString(file(), kept.replace(from, to));

        assertThatThrownBy(() -> keys.unlock("operator", PASSWORD))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(words);
    }

    @Test
    void aFileThatOthersMayReadIsRefused() throws IOException {
        keys.watch("cold", key.address());
        Files.setPosixFilePermissions(
                store.resolve("cold.key"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> keys.list())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Others than its owner may read");
    }

    @Test
    void namesAreFileNamesAndUsedOnce() {
        keys.watch("cold", key.address());

        assertThatThrownBy(() -> keys.watch("cold", Address.GOV))
                .hasMessageContaining("There is a key cold already");
        for (var wrong : new String[] {"", "../x", "a/b", "A", ".hidden", "a".repeat(41)}) {
            assertThatThrownBy(() -> keys.watch(wrong, key.address()))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("is no name for a key");
        }
    }

    @Test
    void aShortPasswordIsRefusedAndARemovedKeyIsGone() {
        assertThatThrownBy(() -> keys.keep("operator", key, "short".toCharArray()))
                .hasMessageContaining("fewer than 10 characters")
                .hasMessageNotContaining("short ");
        keys.watch("cold", key.address());

        keys.remove("cold");

        assertThat(keys.list()).isEmpty();
        assertThatThrownBy(() -> keys.remove("cold")).hasMessageContaining("there is no such file");
    }

    private Path file() {
        return store.resolve("operator.key");
    }

    private static SigningKey key() {
        try (var mnemonic = Mnemonic.read(WORDS.toCharArray())) {
            return SigningKey.of(mnemonic);
        }
    }
}
