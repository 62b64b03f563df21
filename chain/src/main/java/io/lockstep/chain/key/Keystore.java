package io.lockstep.chain.key;

import com.google.protobuf.ByteString;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A folder with one file for each key, each locked with its own password. A key leaves it only for
/// one action; mnemonics are never kept. Methods block, and throw a [ProblemException].
public final class Keystore {
    private static final String ENDING = ".key";
    private static final int SHORTEST = 10;
    private static final long LARGEST = 64 << 10;

    private final Path folder;
    private final SecureRandom random;

    public Keystore(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /// Sorted by name. Empty when nothing was ever kept.
    public List<KeyEntry> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .map(file -> KeyFile.entry(file, read(file)))
                    .toList();
        } catch (IOException e) {
            throw KeyProblems.folder(folder, e);
        }
    }

    /// By its name or its address.
    public Optional<KeyEntry> find(String nameOrAddress) {
        return list().stream()
                .filter(entry ->
                        entry.name().equals(nameOrAddress)
                                || entry.address().text().equals(nameOrAddress))
                .findFirst();
    }

    /// Keeps a key under a new name. Key and password stay the caller's to wipe.
    public KeyEntry keep(String name, SigningKey key, char[] password) {
        checkPassword(password);
        var file = free(name);
        var header =
                new KeyHeader(
                        name,
                        key.address(),
                        key.publicKey(),
                        checkedMemory(KdfCost.FLOOR),
                        random(Sealing.SALT),
                        random(Sealing.NONCE));
        var secret = key.secret();
        try {
            write(file, KeyFile.locked(header, Sealing.seal(secret, password, header)));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
        return new KeyEntry(name, key.address(), Optional.of(key.publicKey()));
    }

    /// Keeps an address without any key: it can be looked at and acted for, never signed for.
    public KeyEntry watch(String name, Address address) {
        write(free(name), KeyFile.watched(name, address));
        return new KeyEntry(name, address, Optional.empty());
    }

    /// The key, for one action: the caller closes it at once. Takes about a second.
    ///
    /// @throws ProblemException with the code `keys.locked` when the password is not the right one
    public SigningKey unlock(String name, char[] password) {
        var file = file(name);
        var text = read(file);
        var header = KeyFile.header(file, text);
        checkedMemory(header.cost());
        var secret =
                Sealing.open(KeyFile.sealed(file, text), password, header)
                        .orElseThrow(() -> KeyProblems.locked(name));
        try {
            var key = SigningKey.of(secret);
            if (!key.publicKey().equals(header.publicKey())
                    || !key.address().equals(header.address())) {
                throw KeyProblems.damaged(file, "its key is not that of its address");
            }
            return key;
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /// Forgets a key for good.
    public void remove(String name) {
        var file = file(name);
        try {
            SafeFiles.delete(folder, file);
        } catch (IOException e) {
            throw KeyProblems.missing(name, e);
        }
    }

    private Path free(String name) {
        var file = file(name);
        if (Files.exists(file)) {
            throw KeyProblems.taken(name);
        }
        return file;
    }

    /// Names are file names on any system, and no addresses.
    private Path file(String name) {
        if (!name.matches("[a-z0-9][a-z0-9_-]{0,39}") || Address.find(name).isPresent()) {
            throw KeyProblems.name(name);
        }
        return folder.resolve(name + ENDING);
    }

    private String read(Path file) {
        try {
            if (!SafeFiles.ownersAlone(file)) {
                throw KeyProblems.open(file);
            }
            if (Files.size(file) > LARGEST) {
                throw KeyProblems.damaged(file, "it is too large");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw KeyProblems.missing(file.getFileName().toString().replace(ENDING, ""), e);
        }
    }

    private void write(Path file, String text) {
        try {
            SafeFiles.folder(folder);
            SafeFiles.write(folder, file, text);
        } catch (IOException e) {
            throw KeyProblems.folder(folder, e);
        }
    }

    private ByteString random(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }

    private static void checkPassword(char[] password) {
        if (password.length < SHORTEST) {
            throw KeyProblems.password(SHORTEST);
        }
    }

    private static KdfCost checkedMemory(KdfCost cost) {
        if (!cost.fitsMemory()) {
            throw KeyProblems.memory(cost.memoryKib() >> 10);
        }
        return cost;
    }
}
