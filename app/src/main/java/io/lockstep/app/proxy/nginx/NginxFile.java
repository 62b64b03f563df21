package io.lockstep.app.proxy.nginx;

import io.lockstep.engine.route.UpstreamAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes a front as an nginx configuration, the way an operator would by hand. A front with one
/// listener has the shape of the upgrade proposal's file, one with two that of the shipped one.
public final class NginxFile {
    private static final String HEAD =
            """
            # MLNode versions side by side. Written by lockstep export nginx; lockstep import nginx
            # reads it back.
            events {}

            http {
                # A WebSocket passes. Every other upgrade is dropped, since requests inside it would
                # escape the routes. No connection to an MLNode is kept: it closes an idle one after
                # five seconds, and a POST that meets the close would be lost.
                map $http_upgrade $upgrade_to {
                    default   "";
                    websocket websocket;
                }
                map $http_upgrade $connection_to {
                    default   close;
                    websocket upgrade;
                }

                # Names are resolved when nginx starts: start the MLNodes first, and run
                # nginx -s reload when one was made again. There is no resolver on purpose: it needs
                # a variable in proxy_pass, and with one nginx no longer strips the prefix.
            """;

    private static final String STREAMING =
            """

                # Tokens and bodies are passed on as they come.
                proxy_http_version      1.1;
                proxy_buffering         off;
                proxy_request_buffering off;

                # A location that sets a field of its own would inherit none of these.
                proxy_set_header Host            $http_host;
                proxy_set_header X-Real-IP       $remote_addr;
                proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                proxy_set_header Upgrade         $upgrade_to;
                proxy_set_header Connection      $connection_to;
            """;

    private final StringBuilder text = new StringBuilder(HEAD);
    private final Map<UpstreamAddress, String> names = new LinkedHashMap<>();

    private NginxFile() {}

    public static String of(Front front) {
        var file = new NginxFile();
        file.names(front);
        file.names.forEach(file::upstream);
        file.limits(front.limits());
        file.text.append(STREAMING);
        front.listeners().forEach(file::server);
        return file.text.append("}\n").toString();
    }

    private void names(Front front) {
        for (var listener : front.listeners()) {
            listener.routes().forEach(route -> name(route.upstream(), route.prefix()));
        }
        for (var listener : front.listeners()) {
            listener.defaultRoute().ifPresent(to -> name(to, "default"));
        }
    }

    /// `mlnode_v010` for `v0.1.0`; with its port when another address has that name.
    private void name(UpstreamAddress address, String version) {
        if (names.containsKey(address)) {
            return;
        }
        var plain = "mlnode_" + version.replaceAll("[^A-Za-z0-9]", "");
        var name = plain;
        for (var n = address.port(); names.containsValue(name); n++) {
            name = plain + "_" + n;
        }
        names.put(address, name);
    }

    private void upstream(UpstreamAddress address, String name) {
        line(1, "upstream %s {".formatted(name));
        line(2, "server %s;".formatted(address.host(address.port())));
        line(1, "}");
    }

    private void limits(Front.Limits limits) {
        text.append('\n');
        line(1, "# The size of a body, 0 for any, and how long each side may be silent.");
        line(1, "client_max_body_size  %d;".formatted(limits.bodyBytes()));
        line(1, "proxy_connect_timeout %s;".formatted(time(limits.connect())));
        line(1, "proxy_send_timeout    %s;".formatted(time(limits.send())));
        line(1, "proxy_read_timeout    %s;".formatted(time(limits.read())));
    }

    private void server(Front.Listener listener) {
        text.append('\n');
        line(1, "server {");
        line(2, "listen %s;".formatted(where(listener)));
        for (var route : listener.routes()) {
            text.append('\n');
            line(2, "location /%s/ {".formatted(route.prefix()));
            line(3, "%s%s;".formatted(pass(route.upstream()), route.strip() ? "/" : ""));
            line(2, "}");
        }
        text.append('\n');
        line(2, "# Everything else, its path byte for byte: no slash behind the name.");
        line(2, "location / {");
        line(3, listener.defaultRoute().map(to -> pass(to) + ";").orElse("return 404;"));
        line(2, "}");
        line(1, "}");
    }

    private String pass(UpstreamAddress upstream) {
        return "proxy_pass http://" + names.get(upstream);
    }

    private static String where(Front.Listener listener) {
        return listener.host().equals("0.0.0.0")
                ? Integer.toString(listener.port())
                : listener.address();
    }

    private static String time(Duration duration) {
        if (duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.toSeconds() % 3600 == 0 && !duration.isZero()) {
            return duration.toHours() + "h";
        }
        return duration.toSeconds() + "s";
    }

    private void line(int depth, String line) {
        text.repeat("    ", depth).append(line).append('\n');
    }
}
