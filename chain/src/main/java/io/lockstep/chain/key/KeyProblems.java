package io.lockstep.chain.key;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import java.io.IOException;
import java.nio.file.Path;

/// What can be wrong with a key. None of these sentences quotes a secret.
final class KeyProblems {
    private KeyProblems() {}

    static ProblemException noKey() {
        return new ProblemException(
                new Problem(
                        "usage.key",
                        "What was given is no private key.",
                        "Nothing was kept and nothing was signed.",
                        "Give 64 hexadecimal digits, or the mnemonic."));
    }

    static ProblemException words(String what) {
        return new ProblemException(
                new Problem(
                        "usage.mnemonic",
                        "The mnemonic %s.".formatted(what),
                        "Nothing was kept and nothing was signed.",
                        "Give 12, 15, 18, 21 or 24 English words in their order."));
    }

    static ProblemException password(int shortest) {
        return of(
                "usage.password",
                "The password has fewer than %d characters.".formatted(shortest),
                "Nothing was kept.",
                "Choose a longer one: whoever has the file can try as many as they like.");
    }

    static ProblemException name(String name) {
        return of(
                "usage.keyName",
                "\"%s\" is no name for a key.".formatted(name),
                "Nothing was changed.",
                "Use up to 40 lower-case letters, digits, - and _.");
    }

    static ProblemException taken(String name) {
        return of(
                "usage.keyName",
                "There is a key %s already.".formatted(name),
                "It was left as it is.",
                "Choose another name, or remove that key first.");
    }

    static ProblemException watchOnly(String name) {
        return of(
                "keys.watchOnly",
                "%s is only watched: its key is not here.".formatted(name),
                "Nothing was signed.",
                "Write the transaction with --generate-only and sign it where the key is.");
    }

    static ProblemException locked(String name) {
        return of(
                "keys.locked",
                "The password does not open the key %s, or its file was changed.".formatted(name),
                "Nothing was signed.",
                "Try again; if it is lost, import the mnemonic anew.");
    }

    static ProblemException memory(int mebibytes) {
        return of(
                "keys.memory",
                "Opening a key takes %d MiB of memory, more than this program may use."
                        .formatted(mebibytes),
                "Nothing was signed or kept.",
                "Use a machine with more memory: less would make guessing passwords cheap.");
    }

    static ProblemException damaged(Path file, String what) {
        return of(
                "keys.damaged",
                "The key file %s cannot be used: %s.".formatted(file, what),
                "Nothing was signed.",
                "Put it aside and import the key anew.");
    }

    static ProblemException open(Path file) {
        return of(
                "keys.open",
                "Others than its owner may read the key file %s.".formatted(file),
                "Nothing was signed.",
                "Take their rights away (chmod 600), and think about who had read it.");
    }

    static ProblemException missing(String name, IOException cause) {
        return new ProblemException(
                new Problem(
                        "keys.missing",
                        "The key %s cannot be read: %s.".formatted(name, Reason.of(cause)),
                        "Nothing was changed.",
                        "See which keys there are with lockstep keys list."),
                cause);
    }

    static ProblemException folder(Path folder, IOException cause) {
        return new ProblemException(
                new Problem(
                        "keys.folder",
                        "The folder of keys %s cannot be used: %s."
                                .formatted(folder, Reason.of(cause)),
                        "Nothing was changed.",
                        "Check its rights and the space left."),
                cause);
    }

    private static ProblemException of(String code, String what, String stands, String remedy) {
        return new ProblemException(new Problem(code, what, stands, remedy));
    }
}
