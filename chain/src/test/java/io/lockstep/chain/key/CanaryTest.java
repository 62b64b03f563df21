package io.lockstep.chain.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets planted on purpose are looked for where they must not be.
class CanaryTest {
    private static final byte MASK = 0x5a;

    @TempDir private Path folder = Path.of("");

    /// The canaries are kept masked here, so that looking for them does not plant them.
    @Test
    void afterLockingTheHeapHoldsNoSecret() throws IOException {
        var random = new SecureRandom();
        var keys = new Keystore(folder.resolve("keys"), random);
        var mnemonic = Mnemonic.fresh(random);
        var words = mnemonic.text();
        var password = password(random);
        var key = SigningKey.of(mnemonic);
        var secret = key.secret();
        var hiddenSecret = masked(secret);
        var hiddenWords = masked(utf16(words));
        var hiddenWordBytes = masked(latin(words));
        var hiddenPassword = masked(utf16(password));
        var hiddenPasswordBytes = masked(latin(password));
        Arrays.fill(secret, (byte) 0);
        mnemonic.close();
        keys.keep("operator", key, password);
        assertThat(holds(dump("open"), hiddenSecret)).as("the search finds a held key").isTrue();

        key.close();
        try (var opened = keys.unlock("operator", password)) {
            opened.sign(new byte[32]);
        }
        Arrays.fill(words, '\0');
        Arrays.fill(password, '\0');
        var locked = dump("locked");

        assertThat(holds(locked, hiddenSecret)).as("the private key").isFalse();
        assertThat(holds(locked, hiddenWords)).as("the mnemonic as text").isFalse();
        assertThat(holds(locked, hiddenWordBytes)).as("the mnemonic as bytes").isFalse();
        assertThat(holds(locked, hiddenPassword)).as("the password as text").isFalse();
        assertThat(holds(locked, hiddenPasswordBytes)).as("the password as bytes").isFalse();
    }

    @Test
    void noTextOfOursQuotesASecret() throws IOException {
        var words =
                "zebra abandon abandon abandon abandon abandon abandon abandon abandon abandon"
                        + " abandon vacuum";
        var hex = "9e8ba689e9ced5459627b3689c88fd7c9ad4766eaf71abb0e8b57a83c0bcb74c";
        var keys = new Keystore(folder.resolve("keys"), new SecureRandom());
        try (var key = SigningKey.ofHex(hex.toCharArray())) {
            var entry = keys.keep("operator", key, "canary-password".toCharArray());
            var told =
                    String.join(
                            "\n",
                            key.toString(),
                            key.publicKey().toString(),
                            entry.toString(),
                            stack(() -> Mnemonic.read(words.toCharArray())),
                            stack(() -> SigningKey.ofHex((hex + "0").toCharArray())),
                            stack(() -> keys.unlock("operator", "canary-passwore".toCharArray())),
                            stack(() -> keys.keep("x", key, "canary-pa".toCharArray())),
                            Files.readString(folder.resolve("keys/operator.key")));

            assertThat(told)
                    .doesNotContain("zebra", "vacuum", hex, hex.substring(0, 16), "canary-pa")
                    .doesNotContain(
                            Base64.getEncoder()
                                    .encodeToString(HexFormat.of().parseHex(hex))
                                    .substring(0, 16));
        }
    }

    private static String stack(Runnable action) {
        var text = new StringBuilder();
        for (var e = catchThrowable(action::run); e != null; e = e.getCause()) {
            text.append(e).append(Arrays.toString(e.getStackTrace()));
        }
        return text.toString();
    }

    private Path dump(String name) throws IOException {
        var file = folder.resolve(name + ".hprof");
        var bean =
                ManagementFactory.newPlatformMXBeanProxy(
                        ManagementFactory.getPlatformMBeanServer(),
                        "com.sun.management:type=HotSpotDiagnostic",
                        HotSpotDiagnosticMXBean.class);
        Objects.requireNonNull(bean).dumpHeap(file.toString(), true);
        return file;
    }

    /// Reads the file once, in pieces that overlap by the length of what is looked for.
    private static boolean holds(Path file, byte[] masked) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[1 << 20];
            int kept = 0;
            for (int read = in.read(buffer, 0, buffer.length);
                    read > 0;
                    read = in.read(buffer, kept, buffer.length - kept)) {
                int end = kept + read;
                for (int at = 0; at + masked.length <= end; at++) {
                    if (matches(buffer, at, masked)) {
                        return true;
                    }
                }
                kept = Math.min(masked.length - 1, end);
                System.arraycopy(buffer, end - kept, buffer, 0, kept);
            }
            return false;
        }
    }

    private static boolean matches(byte[] buffer, int at, byte[] masked) {
        for (int i = 0; i < masked.length; i++) {
            if ((buffer[at + i] ^ MASK) != masked[i]) {
                return false;
            }
        }
        return true;
    }

    private static char[] password(SecureRandom random) {
        var password = new char[24];
        for (int i = 0; i < password.length; i++) {
            password[i] = (char) ('a' + random.nextInt(26));
        }
        return password;
    }

    private static byte[] masked(byte[] bytes) {
        var masked = bytes.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= MASK;
            bytes[i] = masked[i];
        }
        return masked;
    }

    private static byte[] utf16(char[] text) {
        var bytes = new byte[2 * text.length];
        for (int i = 0; i < text.length; i++) {
            bytes[2 * i] = (byte) (text[i] >> 8);
            bytes[2 * i + 1] = (byte) text[i];
        }
        return bytes;
    }

    private static byte[] latin(char[] text) {
        var bytes = new byte[text.length];
        for (int i = 0; i < text.length; i++) {
            bytes[i] = (byte) text[i];
        }
        return bytes;
    }
}
