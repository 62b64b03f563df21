package io.lockstep.engine;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import io.lockstep.engine.proxy.Listen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.HashSet;
import java.util.List;

/// Reads the `--listen` flags as a whole: each in itself, its files, and no address twice.
final class Listens {
    private Listens() {}

    static List<Listen> of(List<String> flags) {
        var seen = new HashSet<String>();
        return flags.stream()
                .map(flag -> {
                    var listen = Listen.parse(flag);
                    if (listen.port() != 0 && !seen.add(listen.host() + " " + listen.port())) {
                        throw bad(
                                "--listen %s names an address that another --listen has."
                                        .formatted(flag),
                                "Give each listener an address of its own.");
                    }
                    listen.tls().ifPresent(tls -> readable(flag, tls));
                    return listen;
                })
                .toList();
    }

    private static void readable(String flag, Listen.Tls tls) {
        try (var in = Files.newInputStream(tls.certificate())) {
            if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
                throw unusable(flag, "certificate", tls.certificate(), "it holds none");
            }
        } catch (IOException e) {
            throw unusable(flag, "certificate", tls.certificate(), Reason.of(e));
        } catch (CertificateException e) {
            throw unusable(flag, "certificate", tls.certificate(), "it is not in PEM form");
        }
        try {
            if (!Files.readString(tls.key()).contains("PRIVATE KEY-----")) {
                throw unusable(flag, "key", tls.key(), "it is no private key in PEM form");
            }
        } catch (IOException e) {
            throw unusable(flag, "key", tls.key(), Reason.of(e));
        }
    }

    private static ProblemException unusable(String flag, String what, Path file, String why) {
        return bad(
                "--listen %s: the %s %s cannot be used: %s.".formatted(flag, what, file, why),
                "Correct the path, the file or its permissions.");
    }

    private static ProblemException bad(String what, String remedy) {
        return new ProblemException(
                new Problem("engine.badListen", what, "Nothing was started.", remedy));
    }
}
