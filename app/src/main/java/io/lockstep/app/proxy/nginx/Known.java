package io.lockstep.app.proxy.nginx;

import java.util.Map;
import java.util.Set;

/// What directives are to the engine: done in its own way, deciding over the route, or lost.
final class Known {
    private static final Set<String> DONE_BY_ENGINE =
            Set.of(
                    "chunked_transfer_encoding",
                    "client_body_buffer_size",
                    "client_body_timeout",
                    "client_header_timeout",
                    "daemon",
                    "default_type",
                    "keepalive_requests",
                    "keepalive_timeout",
                    "multi_accept",
                    "pid",
                    "proxy_buffer_size",
                    "proxy_buffering",
                    "proxy_buffers",
                    "proxy_busy_buffers_size",
                    "proxy_http_version",
                    "proxy_max_temp_file_size",
                    "proxy_request_buffering",
                    "proxy_socket_keepalive",
                    "reset_timedout_connection",
                    "resolver",
                    "resolver_timeout",
                    "send_timeout",
                    "sendfile",
                    "server_names_hash_bucket_size",
                    "server_tokens",
                    "tcp_nodelay",
                    "tcp_nopush",
                    "types",
                    "types_hash_max_size",
                    "use",
                    "user",
                    "worker_connections",
                    "worker_processes",
                    "worker_rlimit_nofile");

    private static final Set<String> DECIDES_THE_ROUTE =
            Set.of("if", "rewrite", "return", "try_files", "location", "limit_except");

    private static final Map<String, String> LOSSES =
            Map.ofEntries(
                    Map.entry("access_log", "no line is written for each request"),
                    Map.entry("add_header", "answers no longer get this field"),
                    Map.entry("allow", "whoever reaches the listener is let in"),
                    Map.entry("auth_basic", "no password is asked"),
                    Map.entry("auth_request", "nobody is asked whether the request may pass"),
                    Map.entry("deny", "whoever reaches the listener is let in"),
                    Map.entry("error_log", "the engine writes its log to standard error"),
                    Map.entry("error_page", "errors are answered in the engine's own words"),
                    Map.entry("gzip", "answers are passed on as the MLNode sends them"),
                    Map.entry("include", "what stands in that file is not read"),
                    Map.entry("limit_conn", "connections are not limited by number"),
                    Map.entry("limit_req", "requests are not limited by rate"),
                    Map.entry("proxy_cache", "every answer comes from the MLNode"),
                    Map.entry("proxy_redirect", "Location is passed on as the MLNode sends it"),
                    Map.entry("rewrite", "paths are not rewritten"),
                    Map.entry("stream", "connections that are not HTTP are not carried"));

    private Known() {}

    static boolean doneByEngine(Directive directive) {
        return DONE_BY_ENGINE.contains(directive.name());
    }

    static boolean decidesTheRoute(Directive directive) {
        return DECIDES_THE_ROUTE.contains(directive.name());
    }

    static Lost lost(Directive directive) {
        return Lost.of(
                directive, LOSSES.getOrDefault(directive.name(), "the engine has nothing like it"));
    }
}
