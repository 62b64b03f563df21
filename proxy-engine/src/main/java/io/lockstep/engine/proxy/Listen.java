package io.lockstep.engine.proxy;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// An address to listen on, and how requests are taken there.
///
/// @param port 0 lets the system choose
/// @param upstreamPort where requests of this listener go at the chosen upstream's host; its own
///   port when absent
/// @param strip whether the version prefix that chose a route is removed before the request goes on
/// @param proxyProtocol whether each connection begins with the PROXY protocol, version 1 or 2,
///   which tells the true peer
/// @param tls present where clients speak TLS
public record Listen(
        String host,
        int port,
        OptionalInt upstreamPort,
        boolean strip,
        boolean proxyProtocol,
        Optional<Tls> tls) {
    private static final Set<String> OPTIONS =
            Set.of("strip", "proxy-protocol", "tls-cert", "tls-key");
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?<host>\\[[0-9a-fA-F:.]+]|[^:=/,\\s]+):(?<port>\\d{1,5})(=(?<up>\\d{1,5}))?");

    /// PEM files: the certificate with its chain, and its private key.
    public record Tls(Path certificate, Path key) {}

    /// A plain listener that strips prefixes.
    public static Listen plain(String host, int port, OptionalInt upstreamPort) {
        return new Listen(host, port, upstreamPort, true, false, Optional.empty());
    }

    /// Reads `HOST:PORT[=UPSTREAM_PORT]` and, after commas, `strip=off`, `proxy-protocol=on`, and
    /// `tls-cert=FILE` with `tls-key=FILE`.
    public static Listen parse(String text) {
        var parts = List.of(text.split(",", -1));
        var found = ADDRESS.matcher(parts.getFirst());
        if (!found.matches()) {
            throw bad(text);
        }
        var port = Integer.parseInt(found.group("port"));
        var up = found.group("up");
        var upstream = up == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(up));
        if (port > 65535 || upstream.orElse(1) > 65535 || upstream.orElse(1) < 1) {
            throw bad(text);
        }
        var options = options(text, parts.subList(1, parts.size()));
        return new Listen(
                found.group("host").replaceAll("[\\[\\]]", ""),
                port,
                upstream,
                isOn(text, options, "strip", true),
                isOn(text, options, "proxy-protocol", false),
                tls(text, options));
    }

    /// As [#parse] reads it, with the port that the system chose.
    String written(int truePort) {
        var text = new StringBuilder(host.contains(":") ? "[" + host + "]" : host);
        text.append(':').append(truePort);
        upstreamPort.ifPresent(up -> text.append('=').append(up));
        text.append(strip ? "" : ",strip=off");
        text.append(proxyProtocol ? ",proxy-protocol=on" : "");
        tls.ifPresent(files ->
                text.append(",tls-cert=")
                        .append(files.certificate())
                        .append(",tls-key=")
                        .append(files.key()));
        return text.toString();
    }

    private static Map<String, String> options(String text, List<String> parts) {
        var options = new LinkedHashMap<String, String>();
        for (var part : parts) {
            var equals = part.indexOf('=');
            if (equals < 0 || equals == part.length() - 1) {
                throw bad(text);
            }
            var name = part.substring(0, equals);
            var known = OPTIONS.contains(name);
            if (!known || options.put(name, part.substring(equals + 1)) != null) {
                throw bad(text);
            }
        }
        return options;
    }

    private static boolean isOn(
            String text, Map<String, String> options, String name, boolean otherwise) {
        return switch (options.getOrDefault(name, otherwise ? "on" : "off")) {
            case "on" -> true;
            case "off" -> false;
            default -> throw bad(text);
        };
    }

    private static Optional<Tls> tls(String text, Map<String, String> options) {
        var certificate = Optional.ofNullable(options.get("tls-cert"));
        var key = Optional.ofNullable(options.get("tls-key"));
        if (certificate.isPresent() != key.isPresent()) {
            throw bad(text);
        }
        return certificate.map(cert -> new Tls(Path.of(cert), Path.of(key.orElseThrow())));
    }

    private static ProblemException bad(String text) {
        return new ProblemException(
                new Problem(
                        "engine.badListen",
                        "The listen address %s is not HOST:PORT[=UPSTREAM_PORT][,OPTIONS]."
                                .formatted(text),
                        "Nothing was started.",
                        "Write it as 127.0.0.1:8080 or 0.0.0.0:5000=5000, and options as in"
                                + " 127.0.0.1:8080,strip=off,proxy-protocol=on."));
    }
}
